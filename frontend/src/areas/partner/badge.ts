/** A heart and a sentence to be put on a web site: the picture is inside, so that visitors load nothing from us. */
export function badgeHtml(page: string, svg: string, words: string): string {
  return `<a href="${page}"><img src="${inside(svg)}" alt="${quoted(words)}" width="240" height="72"></a>`;
}

interface Part {
  /** The public page of the event; null while there is none. */
  page: string | null;
  svg: string;
  alt: string;
  quote: string;
  by: string;
}

/** A company's part in an event for its own site: the picture, and what the company says; nothing is fetched. */
export function partHtml({ page, svg, alt, quote, by }: Part): string {
  const picture = `<img src="${inside(svg)}" alt="${quoted(alt)}" style="max-width:100%">`;
  const linked = page ? `<a href="${quoted(page)}">${picture}</a>` : picture;
  const said = quote
    ? `<blockquote>${quoted(quote)}${by ? `<footer>${quoted(by)}</footer>` : ''}</blockquote>`
    : '';
  return `<figure>${linked}${said}</figure>`;
}

const inside = (svg: string) =>
  `data:image/svg+xml;base64,${btoa(String.fromCharCode(...new TextEncoder().encode(svg)))}`;

const quoted = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
