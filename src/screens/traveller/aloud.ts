/** Reading aloud, where the browser can: the very words that stand there, paragraph by paragraph. */
import { fieldOf, made, say } from './page.ts';
import { TRAVELLER } from './words.ts';

export function readAloud(part: ParentNode): void {
  if (!('speechSynthesis' in window)) return;
  for (const text of Array.from(part.querySelectorAll<HTMLElement>('[data-aloud]'))) {
    const button = made(
      'button',
      { type: 'button', class: 'button aloud', 'aria-pressed': 'false' },
      say(TRAVELLER.readAloud),
    );
    let isReading = false;
    const show = (reading: boolean) => {
      isReading = reading;
      button.setAttribute('aria-pressed', String(reading));
      button.textContent = say(reading ? TRAVELLER.stopReading : TRAVELLER.readAloud);
    };
    button.addEventListener('click', () => {
      speechSynthesis.cancel();
      if (isReading) {
        show(false);
        return;
      }
      show(true);
      const paragraphs = Array.from(text.querySelectorAll('p, li'));
      paragraphs.forEach((paragraph, n) => {
        const spoken = new SpeechSynthesisUtterance(paragraph.textContent ?? '');
        spoken.lang = document.documentElement.lang === 'en' ? 'en-US' : 'zh-CN';
        if (n === paragraphs.length - 1)
          spoken.addEventListener('end', () => {
            show(false);
            wasRead(text);
          });
        speechSynthesis.speak(spoken);
      });
    });
    text.before(button);
  }
}

/** Says in the form beneath that the text was read to its end. */
function wasRead(text: HTMLElement): void {
  const form = text.parentElement?.querySelector<HTMLFormElement>('form');
  const field = form == null ? null : fieldOf(form, 'readAloud');
  if (field !== null) field.value = 'true';
}
