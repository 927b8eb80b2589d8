/** Reading a QR code with the camera: the browser's own detector where it has one, else a small library that loads only then. */

interface Detector {
  detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorMaker {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

const EVERY_MS = 150;

/**
 * Shows the camera in `video` and gives the first code it reads; null when stopped by `signal`.
 * Throws what `getUserMedia` throws where there is no camera or none is allowed.
 */
export async function readQr(video: HTMLVideoElement, signal: AbortSignal): Promise<string | null> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  try {
    video.srcObject = stream;
    video.setAttribute('playsinline', '');
    await video.play();
    const look = (await ownDetector()) ?? (await library());
    while (!signal.aborted) {
      const text = video.videoWidth > 0 ? await look(video) : null;
      if (text !== null) return text;
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

type LookAt = (video: HTMLVideoElement) => Promise<string | null>;

async function ownDetector(): Promise<LookAt | null> {
  const maker = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;
  if (maker === undefined || !(await maker.getSupportedFormats()).includes('qr_code')) return null;
  const detector = new maker({ formats: ['qr_code'] });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

async function library(): Promise<LookAt> {
  const { decodeQR: decode } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    if (context === null) return null;
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    context.drawImage(video, 0, 0);
    try {
      return decode(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      // No code in this picture; the next one comes soon.
      return null;
    }
  };
}
