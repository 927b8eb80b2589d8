/** A page with nothing but a signature pad whose strokes are kept as a draft; `signature.test.ts` opens it. */
import { Drafts } from '../../src/screens/shared/drafts.ts';
import { signaturePad, type SignedStrokes } from '../../src/screens/shared/signature.ts';

const drafts = new Drafts();

async function show(): Promise<void> {
  await drafts.open('5a'.repeat(32));
  const kept = drafts.of<SignedStrokes>('signature');
  const pad = signaturePad({
    language: new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh',
    strokes: kept.get() ?? [],
    onChange: (strokes) => drafts.put('signature', strokes),
  });
  document.querySelector('main')?.append(pad.element);
  Object.assign(globalThis, { pad });
}
void show();
