/** Hands an address on by what the device offers, else copies it. */
export async function share(title: string, path: string): Promise<'shared' | 'copied' | 'failed'> {
  const url = location.origin + path;
  if ('share' in navigator) {
    try {
      await navigator.share({ title, url });
      return 'shared';
    } catch (reason) {
      if (reason instanceof DOMException && reason.name === 'AbortError') return 'shared';
    }
  }
  try {
    await navigator.clipboard.writeText(url);
    return 'copied';
  } catch {
    return 'failed';
  }
}
