import { gzipSync } from 'node:zlib';

import type { Plugin } from 'vite';

const KILOBYTE = 1000;

/** Fails the build when the first page takes more script than it may, in kB after gzip. */
export function budget(firstScreen: string, kilobytes: number): Plugin {
  return {
    name: 'budget',
    apply: 'build',
    generateBundle(_, bundle) {
      const counted = new Map<string, number>();
      const count = (file: string) => {
        const chunk = bundle[file];
        if (chunk?.type !== 'chunk' || counted.has(file)) return;
        counted.set(file, gzipSync(chunk.code).length);
        chunk.imports.forEach(count);
      };
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        if (chunk.isEntry || chunk.facadeModuleId?.endsWith(firstScreen)) count(chunk.fileName);
      }
      // The service worker is a build of its own without this screen.
      if (counted.size < 2) return;
      const sum = [...counted.values()].reduce((all, size) => all + size, 0) / KILOBYTE;
      const said = `The first page takes ${sum.toFixed(1)} kB of script (${counted.size} files), ${kilobytes} are allowed.`;
      if (sum > kilobytes) this.error(said);
      else this.info(said);
    },
  };
}
