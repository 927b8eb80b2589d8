/** What a person sets at a terminal: language, day or night, booth mode. Nothing personal; it stays with the machine. */
import { Store } from './store.ts';

export type Language = 'zh' | 'en';
export type Look = 'auto' | 'day' | 'night';

export interface Settings {
  readonly language: Language;
  readonly look: Look;
  /** Larger targets, for gloves. */
  readonly booth: boolean;
}

const KEPT = 'guicheng.settings';

export const settings = new Store<Settings>(kept());

/** Changes a setting, shows it on the page, and keeps it for the next time. */
export function set(change: Partial<Settings>): void {
  settings.set({ ...settings.get(), ...change });
  apply();
  try {
    localStorage.setItem(KEPT, JSON.stringify(settings.get()));
  } catch {
    // A browser that keeps nothing still shows what was set.
  }
}

/** Shows the settings on the page: what the style sheets and the screen reader go by. */
export function apply(): void {
  const { language, look, booth } = settings.get();
  const root = document.documentElement;
  root.lang = language === 'en' ? 'en' : 'zh-CN';
  root.dataset['look'] = look;
  root.toggleAttribute('data-booth', booth);
}

function kept(): Settings {
  const first: Settings = {
    language: document.documentElement.lang === 'en' ? 'en' : 'zh',
    look: 'auto',
    booth: false,
  };
  // A language that was asked for in the address goes before the one that was kept.
  const asked = new URLSearchParams(location.search).get('lang');
  try {
    const { language, look, booth } = JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Settings>;
    return {
      language:
        asked === 'en' || asked === 'zh'
          ? asked
          : language === 'en' || language === 'zh'
            ? language
            : first.language,
      look: look === 'day' || look === 'night' ? look : 'auto',
      booth: booth === true,
    };
  } catch {
    return first;
  }
}
