import qrcode from 'qrcode-generator';

/** The quiet zone that scanners ask for, in modules. */
const MARGIN = 4;

export interface Drawn {
  /** Width and height in modules, quiet zone included. */
  size: number;
  /** The dark modules as one SVG path. */
  path: string;
}

/** What the card's text is made of; anything else takes more room. */
const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]*$/;

/** A QR code at level L, because a screen is clean and lit. */
export function draw(text: string): Drawn {
  const code = qrcode(0, 'L');
  code.addData(text, ALPHANUMERIC.test(text) ? 'Alphanumeric' : 'Byte');
  code.make();
  const count = code.getModuleCount();
  let path = '';
  for (let row = 0; row < count; row++) {
    for (let start = 0; start < count; start++) {
      if (!code.isDark(row, start)) continue;
      let end = start;
      while (end < count && code.isDark(row, end)) end++;
      path += `M${start + MARGIN} ${row + MARGIN}h${end - start}v1h${start - end}z`;
      start = end;
    }
  }
  return { size: count + 2 * MARGIN, path };
}
