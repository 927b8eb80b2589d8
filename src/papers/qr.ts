/** A QR code as rectangles, level Q: a quarter of it may be creased, stamped or wet. */
import QRCode from 'qrcode';

/** Quiet zone in modules; the standard wants four, and the sheet around it is white. */
const QUIET = 2;

/** Draws the code into a square. Dark modules of one row that touch are one rectangle, so that no seam shows in print. */
export function drawQr(sheet: PDFKit.PDFDocument, words: string, x: number, y: number, side: number) {
  const { modules } = QRCode.create(words, { errorCorrectionLevel: 'Q' });
  const module = side / (modules.size + 2 * QUIET);
  for (let row = 0; row < modules.size; row += 1) {
    let from = -1;
    for (let column = 0; column <= modules.size; column += 1) {
      const isDark = column < modules.size && modules.get(row, column) === 1;
      if (isDark && from < 0) from = column;
      if (!isDark && from >= 0) {
        sheet.rect(
          x + (from + QUIET) * module,
          y + (row + QUIET) * module,
          (column - from) * module,
          module * 1.02,
        );
        from = -1;
      }
    }
  }
  sheet.fillColor('#000000').fill();
}
