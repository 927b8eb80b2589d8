/**
 * Chromium from npm, started by hand.
 *
 * The package's own arguments switch web security off and run everything in one process, so that closing one context
 * kills the browser: none of them are used. Its archive holds the NSS libraries a bare machine lacks, and it has no
 * Chinese font: it is given the house's own by a fontconfig of its own.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const FONTS = ['noto-sans-sc/400Regular', 'noto-sans-sc/700Bold', 'noto-sans/400Regular'].map((font) =>
  fileURLToPath(new URL(`../../node_modules/@expo-google-fonts/${font}`, import.meta.url)),
);

/** Unpacks the browser once a machine, beside its libraries. */
async function unpacked(): Promise<string> {
  const home = join(dirname(require.resolve('@sparticuz/chromium')), '../..');
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `guicheng-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const making = await mkdtemp(join(tmpdir(), 'guicheng-chromium-'));
  const archive = async (name: string) => brotliDecompressSync(await readFile(join(home, 'bin', name)));
  await writeFile(join(making, 'chromium'), await archive('chromium.br'), { mode: 0o755 });
  for (const [path, bytes] of filesIn(await archive('al2023.tar.br'))) await put(join(making, path), bytes);
  for (const [path, bytes] of filesIn(await archive('swiftshader.tar.br')))
    await put(join(making, path), bytes);
  // Whoever unpacked it first has made it for everybody.
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }));
  return folder;
}

/** Which fonts there are is said by this checkout: the one that unpacked the browser may be gone. */
async function fontsOf(folder: string): Promise<string> {
  const own = await mkdtemp(join(folder, 'fonts-'));
  const file = join(own, 'fonts.conf');
  await writeFile(file, fontconfig(own));
  return file;
}

async function put(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes, { mode: 0o755 });
}

/** The plain files of a tar archive. */
function* filesIn(tar: Buffer): Generator<readonly [string, Buffer]> {
  for (let at = 0; at + 512 <= tar.length; ) {
    const field = (from: number, length: number) =>
      tar
        .subarray(at + from, at + from + length)
        .toString()
        .split('\0')[0] ?? '';
    const name = field(0, 100);
    const size = Number.parseInt(field(124, 12).trim() || '0', 8);
    const kind = field(156, 1);
    if (name !== '' && (kind === '0' || kind === '')) yield [name, tar.subarray(at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

const fontconfig = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${FONTS.map((font) => `  <dir>${font}</dir>`).join('\n')}
  <cachedir>${join(folder, 'font-cache')}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
`;

export async function launch(): Promise<Browser> {
  const folder = await unpacked();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    headless: true,
    chromiumSandbox: false,
    args: [
      '--font-render-hinting=none',
      '--disable-gpu',
      '--no-zygote',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'lib'),
      FONTCONFIG_FILE: await fontsOf(folder),
      HOME: folder,
    },
  });
}
