import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Plugin } from 'vite';

const ADDRESS = 'virtual:kern-tokens.css';

/** KERN's design tokens without its components: the `:root` blocks of its style sheet, dark and light. */
export function tokensOf(sheet: string): string {
  const bare = sheet.replace(/\/\*[\s\S]*?\*\//g, '');
  const blocks = bare.match(
    /(?:@media \(prefers-color-scheme: \w+\) \{\s*:root \{[^}]*\}\s*\}|:root \{[^}]*\})/g,
  );
  if (!blocks) throw new Error('KERN ships no :root tokens any more: look at its style sheet.');
  return blocks.join('\n');
}

/** Serves KERN's tokens, read from the installed package, as `virtual:kern-tokens.css`. */
export function kernTokens(): Plugin {
  const sheet = createRequire(import.meta.url).resolve('@kern-ux/native/dist/kern.css');
  return {
    name: 'kern-tokens',
    enforce: 'pre',
    resolveId: (id) => (id === ADDRESS ? `\0${ADDRESS}` : undefined),
    load: (id) => (id === `\0${ADDRESS}` ? tokensOf(readFileSync(sheet, 'utf8')) : undefined),
  };
}
