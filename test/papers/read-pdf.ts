/** Reads a paper the way a stranger would: with PDFium, which knows nothing of how it was drawn. */
import { PDFiumLibrary } from '@hyzyla/pdfium';

let library: Promise<PDFiumLibrary> | undefined;
const pdfium = () => (library ??= PDFiumLibrary.init());

/** What PDFium's reader of text has and its wrapper hides; the wrapper's own `getText` drops what lies beyond the BMP. */
interface TextModule {
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetUnicode(text: number, at: number): number;
}

/** The text of each page, without white space. */
export async function textOf(bytes: Uint8Array): Promise<string[]> {
  const document = await (await pdfium()).loadDocument(bytes);
  try {
    return [...document.pages()].map((page) => {
      const { module, pageIdx } = page as unknown as { module: TextModule; pageIdx: number };
      const text = module._FPDFText_LoadPage(pageIdx);
      const points = Array.from({ length: module._FPDFText_CountChars(text) }, (_, at) =>
        module._FPDFText_GetUnicode(text, at),
      );
      module._FPDFText_ClosePage(text);
      return bare(points.map(joinHalves).join(''));
    });
  } finally {
    document.destroy();
  }
}

const joinHalves = (unit: number) => (unit > 0xffff ? String.fromCodePoint(unit) : String.fromCharCode(unit));

export const bare = (text: string) => text.replaceAll(/[\s\uFEFF]/g, '');

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** How dark a pixel is: 0 white, 255 black. */
  dark(x: number, y: number): number;
  /** Pixels of a rectangle, in points, that are darker than paper. */
  ink(left: number, top: number, width: number, height: number): number;
}

/** One page as pixels, `scale` to the point. */
export async function pictureOf(bytes: Uint8Array, page: number, scale = 1): Promise<Picture> {
  const document = await (await pdfium()).loadDocument(bytes);
  try {
    const { data, width, height } = await document.getPage(page).render({ scale, render: 'bitmap' });
    const dark = (x: number, y: number) => {
      const at = (y * width + x) * 4;
      return 255 - Math.min(data[at] ?? 255, data[at + 1] ?? 255, data[at + 2] ?? 255);
    };
    return {
      width,
      height,
      dark,
      ink(left, top, wide, high) {
        let inked = 0;
        const [bottom, right] = [
          Math.min(height, (top + high) * scale),
          Math.min(width, (left + wide) * scale),
        ];
        for (let y = Math.max(0, Math.floor(top * scale)); y < bottom; y += 1) {
          for (let x = Math.max(0, Math.floor(left * scale)); x < right; x += 1) {
            if (dark(x, y) > 40) inked += 1;
          }
        }
        return inked;
      },
    };
  } finally {
    document.destroy();
  }
}
