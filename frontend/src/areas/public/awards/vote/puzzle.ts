/** How many are tried before the page gets its turn. */
const AT_ONCE = 256;

const startsWithZeros = (digest: DataView, bits: number) =>
  bits === 0 || digest.getUint32(0) >>> (32 - bits) === 0;

/**
 * Finds the number so that the SHA-256 of `<puzzle>:<number>` begins with so many zero bits (at most 32). Tens of
 * thousands of tries, a second or two; the page stays alive meanwhile.
 */
export async function solve(puzzle: string, bits: number, signal?: AbortSignal): Promise<string> {
  const encoder = new TextEncoder();
  for (let first = 0; ; first += AT_ONCE) {
    signal?.throwIfAborted();
    const digests = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, n) =>
        crypto.subtle.digest('SHA-256', encoder.encode(`${puzzle}:${first + n}`)),
      ),
    );
    const found = digests.findIndex((digest) => startsWithZeros(new DataView(digest), bits));
    if (found >= 0) return String(first + found);
  }
}
