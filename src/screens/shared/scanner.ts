/**
 * A barcode gun is a keyboard that types fast and ends with Enter.
 *
 * It is read by the keys that were pressed (`event.code`), not by what they would have written: a Chinese input method takes
 * the letters for pinyin, the keys stay what they are. Payloads are ASCII. What the gun wrote into a field on its way is
 * taken out again, so that nobody's typing is lost or mixed with it.
 */

/** A person leaves more than 80 ms between keys, a gun 8 to 16; slow guns reach 40. */
const LONGEST_GAP_MS = 50;
const SHORTEST = 6;

const DIGITS_SHIFTED = ')!@#$%^&*(';
const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  Space: [' ', ' '],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
  NumpadDecimal: ['.', '.'],
};

/** The ASCII character a key writes on a US layout, which is what guns emulate; null for keys that write none. */
export function charOf(code: string, isShifted: boolean): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return isShifted ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined)
    return isShifted && code.startsWith('Digit') ? (DIGITS_SHIFTED[Number(digit)] ?? null) : digit;
  return SIGNS[code]?.[isShifted ? 1 : 0] ?? null;
}

/** Reads keys one by one; what it gives back at an Enter is what the gun scanned, or null where a person typed. */
export class ScanReader {
  #text = '';
  #lastAt = Number.NEGATIVE_INFINITY;

  /** Whether the next key begins anew, so that what a field holds now is what it held before a scan. */
  isFreshAt(at: number): boolean {
    return this.#text === '' || at - this.#lastAt > LONGEST_GAP_MS;
  }

  key(code: string, isShifted: boolean, at: number): string | null {
    const isFresh = this.isFreshAt(at);
    if (code === 'Enter' || code === 'NumpadEnter') {
      const text = isFresh ? '' : this.#text;
      this.#text = '';
      return text.length >= SHORTEST ? text : null;
    }
    const char = charOf(code, isShifted);
    if (char === null) return null;
    this.#text = isFresh ? char : this.#text + char;
    this.#lastAt = at;
    return null;
  }
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Tells every scan, wherever the focus is. Gives back how to stop. */
export function captureScans(onScan: (text: string) => void): () => void {
  const reader = new ScanReader();
  let field: Field | null = null;
  let before = '';
  const listen = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (reader.isFreshAt(event.timeStamp)) {
      field = fieldOf(event.target);
      before = field?.value ?? '';
    }
    const text = reader.key(event.code, event.shiftKey, event.timeStamp);
    if (text === null) return;
    event.preventDefault();
    event.stopPropagation();
    const touched = field;
    // An input method may still be composing; it is let go of before its letters are taken out.
    setTimeout(() => {
      if (touched !== null) restore(touched, before);
      onScan(text);
    });
  };
  addEventListener('keydown', listen, true);
  return () => removeEventListener('keydown', listen, true);
}

const fieldOf = (target: EventTarget | null): Field | null =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null;

/** Sets a field as if its owner had typed it, so that whoever follows the field hears of it. */
function restore(field: Field, value: string): void {
  if (field.value === value) return;
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
