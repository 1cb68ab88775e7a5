import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** Reads QR codes out of a picture; the browser's own reader where it has one. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

interface NativeDetector {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const FORMAT = 'qr_code';
const PAUSE = 90;
const CACHE = 'scanner';

async function nativeDetector(): Promise<Detector | null> {
  const Native = (globalThis as { BarcodeDetector?: NativeDetector }).BarcodeDetector;
  if (!Native) return null;
  const formats = await Native.getSupportedFormats().catch((): string[] => []);
  return formats.includes(FORMAT) ? new Native({ formats: [FORMAT] }) : null;
}

async function ownDetector(): Promise<Detector> {
  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill');
  await prepareZXingModule({
    overrides: {
      locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasmAddress : prefix + path),
    },
    fireImmediately: true,
  });
  return new BarcodeDetector({ formats: [FORMAT] });
}

let detector: Promise<Detector> | undefined;

/** Loads the reader once; tried again after a failure. */
function theDetector(): Promise<Detector> {
  detector ??= nativeDetector()
    .then((native) => native ?? ownDetector())
    .catch((thrown: unknown) => {
      detector = undefined;
      throw thrown;
    });
  return detector;
}

/** Keeps the reader for the next visit without a network; only where the browser has none of its own. */
export async function keepScannerOffline(): Promise<void> {
  if (!('caches' in globalThis) || (await nativeDetector())) return;
  const cache = await caches.open(CACHE);
  const address = new URL(wasmAddress, location.href).href;
  for (const kept of await cache.keys()) if (kept.url !== address) await cache.delete(kept);
  if (!(await cache.match(address))) await cache.add(address);
}

export type CameraTrouble = 'forbidden' | 'missing' | 'failed';

/** Why there is no picture, as far as the browser tells. */
export function cameraTrouble(thrown: unknown): CameraTrouble {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'forbidden';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'failed';
}

/** Whether opening the camera would ask nobody anything. */
export async function cameraIsAllowed(): Promise<boolean> {
  try {
    const permission = await navigator.permissions.query({ name: 'camera' as PermissionName });
    return permission.state === 'granted';
  } catch {
    return false;
  }
}

/** Shows the camera's picture in `video` and tells every code it sees; the answer ends both. */
export async function scan(video: HTMLVideoElement, found: (text: string) => void): Promise<() => void> {
  if (!navigator.mediaDevices) throw new DOMException('', 'NotFoundError');
  const [stream, reader] = await Promise.all([
    navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
    }),
    theDetector(),
  ]);
  let running = true;
  const stop = () => {
    running = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };

  async function look() {
    while (running) {
      if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && document.visibilityState === 'visible') {
        const codes = await reader.detect(video).catch((): { rawValue: string }[] => []);
        const text = codes[0]?.rawValue;
        if (running && text) found(text);
      }
      await new Promise((resume) => setTimeout(resume, PAUSE));
    }
  }

  video.srcObject = stream;
  try {
    await video.play();
  } catch (thrown) {
    stop();
    throw thrown;
  }
  void look();
  return stop;
}
