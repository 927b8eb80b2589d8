/** Draws a sample of every paper, in both languages, into a folder: `npx tsx scripts/papers-sample.ts <folder>`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LANGUAGES } from '../src/contract/measures.ts';
import { PAPER_KINDS, type PaperFacts, type PaperKind } from '../src/contract/papers.ts';
import { openPapers } from '../src/papers/index.ts';
import { SAMPLES, custodyReceipt, deposit, pledge, traveller } from '../test/papers/samples.ts';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('usage: npx tsx scripts/papers-sample.ts <folder>');
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const papers = openPapers();

async function save<K extends PaperKind>(name: string, kind: K, facts: PaperFacts[K]) {
  const began = performance.now();
  const paper = await papers.drawPaper(kind, 1, facts);
  const tookMs = (performance.now() - began).toFixed(1);
  await writeFile(join(folder ?? '.', `${name}.pdf`), paper.bytes);
  const missing = paper.missing.length === 0 ? '' : `  missing ${paper.missing.join(' ')}`;
  console.log(
    `${name.padEnd(30)} ${tookMs.padStart(7)} ms ${String(paper.bytes.length).padStart(7)} bytes ${paper.pages} pages  ${paper.checkCode}${missing}`,
  );
}

for (const language of LANGUAGES) {
  for (const kind of PAPER_KINDS) {
    await save(`${kind}-${language}`, kind, SAMPLES[kind](language));
  }
  await save(`custodyReceipt-80mm-${language}`, 'custodyReceipt', {
    ...custodyReceipt(language),
    format: 'roll80',
  });
  await save(`deposit-${language}`, 'custodyReceipt', deposit(language));
  const facts = pledge(language);
  await save(`pledge-rare-name-${language}`, 'pledge', {
    ...facts,
    text: { ...facts.text, traveller: { ...facts.text.traveller, name: '㛃䶮𠅤𬱖·𠮷' } },
    signed: { ...facts.signed, strokes: null },
  });
  await save(`departure-latin-${language}`, 'departureNotice', {
    ...SAMPLES.departureNotice(language),
    traveller: traveller({ name: 'Łukasz Yıldız O’Brien-Müller', address: null }),
  });
}
await papers.close();
