import { expect, test } from 'vitest';

import { badgeHtml, partHtml } from './badge';

const PAGE = 'https://ehrenamtskarte.example/unternehmen/1';

test('the badge brings its picture along and loads nothing', () => {
  const html = badgeHtml(PAGE, '<svg xmlns="http://www.w3.org/2000/svg"><text>Für Sie</text></svg>', 'Danke');
  expect(html.match(/https?:/g)).toHaveLength(1);
  const [, content = ''] = /base64,([^"]+)"/.exec(html) ?? [];
  expect(new TextDecoder().decode(Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0)))).toContain(
    'Für Sie',
  );
});

test('words in an attribute stay words', () => {
  expect(badgeHtml(PAGE, '', '"><script>')).toContain('alt="&quot;&gt;&lt;script&gt;"');
});

test('a part in an event brings picture and quote along, with a link only where there is a page', () => {
  const part = { page: null, svg: '<svg></svg>', alt: 'Ehrung', quote: 'Wir <3 Vereine', by: 'Die Chefin' };
  const html = partHtml(part);
  expect(html).toContain('<blockquote>Wir &lt;3 Vereine<footer>Die Chefin</footer></blockquote>');
  expect(html).not.toMatch(/https?:/);
  expect(partHtml({ ...part, page: PAGE, quote: '' })).toMatch(
    /^<figure><a href="https:[^"]+"><img [^>]+><\/a><\/figure>$/,
  );
});
