/** Facts into the bytes of a PDF, in this thread. Everything that could differ between two runs is taken from the facts. */
import { createHash } from 'node:crypto';
import PdfKit from 'pdfkit';
import { blocksOf, type Block } from '../../templates/index.ts';
import type { Language } from '../contract/measures.ts';
import { PAPERS, type PaperFacts, type PaperKind } from '../contract/papers.ts';
import { checkCode } from './check-code.ts';
import type { Faces } from './fonts.ts';
import { Layout } from './layout.ts';
import { type Format, FORMATS } from './look.ts';
import { drawFoot, fitsOnePageEach, place, type Placed } from './pages.ts';
import { Setter } from './typeset.ts';

export interface DrawnPaper {
  readonly bytes: Buffer;
  /** SHA-256 (hex) of the whole file. */
  readonly digest: string;
  /** Characters that no font has, by code point; each is marked on the paper. */
  readonly missing: readonly string[];
  readonly pages: number;
  readonly checkCode: string;
}

/** Draws one paper. `compress: false` is for comparing: what deflate makes of a stream depends on the processor. */
export async function draw<K extends PaperKind>(
  kind: K,
  templateVersion: number,
  facts: PaperFacts[K],
  faces: Faces,
  options: { readonly compress: boolean } = { compress: true },
): Promise<DrawnPaper & { readonly placed: readonly Placed[]; readonly format: Format }> {
  const code = (number: string) => checkCode(kind, templateVersion, facts, number);
  const blocks = blocksOf(kind, templateVersion, facts, code);
  const base = FORMATS['format' in facts ? facts.format : 'A4'];
  const document = open(kind, facts, base, options.compress, faces);

  const setter = new Setter(document, faces[facts.language]);
  const wantsOnePage = blocks.some((block) => block.kind === 'head' && block.onePage);
  const { pages, placed, format } = fit(wantsOnePage ? SCALES : [1], (scale) =>
    arrange(blocks, setter, { ...base, scale: base.scale * scale }, facts.language),
  );

  const root = document.struct('Document');
  document.addStructure(root);
  pages.forEach((page, at) => {
    document.addPage({ size: [format.width, page.height], margin: 0 });
    for (const { piece, x, y } of placed.filter((one) => one.page === at)) {
      root.add(
        document.struct(piece.tag, piece.tag === 'Figure' ? { alt: piece.words } : {}, () => {
          piece.draw(document, x, y);
        }),
      );
    }
    document.markContent('Artifact', { type: 'Pagination' });
    drawFoot(setter, document, page, format, facts.language);
    document.endMarkedContent();
  });
  root.end();

  const bytes = await end(document);
  return {
    bytes,
    digest: createHash('sha256').update(bytes).digest('hex'),
    missing: [...setter.missing].sort(),
    pages: pages.length,
    checkCode: code(facts.number),
    placed,
    format,
  };
}

/** A copy that runs over by a few lines is set smaller; one that still does keeps its size and takes a second page. */
const SCALES = [1, 0.95, 0.9, 0.86];

function fit<A extends ReturnType<typeof arrange>>(scales: readonly number[], at: (scale: number) => A): A {
  const first = at(1);
  if (fitsOnePageEach(first.pages)) return first;
  for (const scale of scales.slice(1)) {
    const smaller = at(scale);
    if (fitsOnePageEach(smaller.pages)) return smaller;
  }
  return first;
}

function arrange(blocks: readonly Block[], setter: Setter, format: Format, language: Language) {
  const layout = new Layout(setter, format, language);
  let pieces = layout.pieces(blocks);
  if (setter.hasMissing(pieces.map(({ words }) => words).join(''))) {
    const note = layout.missingNote();
    pieces = pieces.flatMap((piece, at) =>
      at === pieces.length - 1 || pieces[at + 1]?.head !== null ? [piece, ...note] : [piece],
    );
  }
  return { ...place(pieces, format), format };
}

function open<K extends PaperKind>(
  kind: K,
  facts: PaperFacts[K],
  format: Format,
  compress: boolean,
  faces: Faces,
): PDFKit.PDFDocument {
  const drawnAt = new Date(facts.drawnAt);
  const document = new PdfKit({
    size: [format.width, format.height ?? 100],
    autoFirstPage: false,
    // No standard font is ever used: it would not be embedded.
    font: '',
    compress,
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    tagged: true,
    lang: facts.language,
    displayTitle: true,
    info: {
      Title: `${PAPERS[kind][facts.language]} ${facts.number}`,
      Author: facts.checkpoint.name,
      Creator: 'Guicheng',
      Producer: 'Guicheng',
      CreationDate: drawnAt,
      ModDate: drawnAt,
    },
  });
  for (const face of new Set(Object.values(faces[facts.language]).flat())) {
    // PDFKit takes a parsed fontkit font and keeps it; its types know only what can be parsed.
    document.registerFont(face.id, face.font as unknown as Buffer);
  }
  return document;
}

function end(document: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    document.on('error', reject);
    document.end();
  });
}
