import { Refusal } from '../../api';
import { refusalOf } from '../../api/refusal';
import { language } from '../../i18n';

/** The service takes no larger file. */
export const MOST_BYTES = 10 * 1024 * 1024;

/**
 * Sends one file and what is said `beside` it, and tells how much has left, from 0 to 1; fetch cannot. Throws a Refusal.
 */
export function upload<Answer>(
  address: string,
  file: File,
  onprogress: (share: number) => void,
  signal: AbortSignal,
  beside: Record<string, string> = {},
): Promise<Answer> {
  const body = new FormData();
  body.append('data', file);
  for (const [name, value] of Object.entries(beside)) body.append(name, value);
  const request = new XMLHttpRequest();
  request.open('POST', address);
  request.setRequestHeader('Accept-Language', language.current);
  request.setRequestHeader('Idempotency-Key', crypto.randomUUID());
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) onprogress(event.loaded / event.total);
  };
  signal.addEventListener('abort', () => request.abort());
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(Refusal.offline);
    request.onabort = () => reject(signal.reason as Error);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as Answer);
        return;
      }
      const headers = { 'Content-Type': request.getResponseHeader('Content-Type') ?? '' };
      refusalOf(new Response(request.responseText, { status: request.status, headers })).then(reject, reject);
    };
    request.send(body);
  });
}
