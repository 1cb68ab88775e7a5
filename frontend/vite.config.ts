import { svelte } from '@sveltejs/vite-plugin-svelte';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';

import { budget } from './tools/budget.ts';
import { kernTokens } from './tools/kern-tokens.ts';

const SERVICE = { target: 'http://127.0.0.1:8000', changeOrigin: false };

export default defineConfig({
  plugins: [
    kernTokens(),
    budget('areas/public/Start.svelte', 60),
    svelte(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      injectRegister: false,
      registerType: 'prompt',
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,woff2,svg,png,webmanifest}'],
        // The map is large and needs the network for its places anyway.
        globIgnores: ['assets/map-*', 'assets/maplibre-*'],
        rollupFormat: 'iife',
      },
      manifest: {
        name: 'Ehrenamtskarte Nordrhein-Westfalen',
        short_name: 'Ehrenamtskarte',
        description: 'Engagement bestätigen, Karte zeigen, Karte prüfen.',
        lang: 'de',
        start_url: '/mein',
        scope: '/',
        display: 'standalone',
        background_color: '#f7f7fb',
        theme_color: '#1d3f97',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
        shortcuts: [
          { name: 'Meine Karte', url: '/mein/karte' },
          { name: 'Karte prüfen', url: '/pruefen' },
        ],
      },
    }),
  ],
  build: {
    outDir: '../src/ehrenamtskarte/static',
    emptyOutDir: true,
    target: 'es2022',
    // The page forbids data: addresses for scripts and fonts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The service refuses requests whose Origin is not its Host: the browser's own Host goes through.
  server: { proxy: { '/api': SERVICE, '/.well-known': SERVICE } },
  resolve: { conditions: ['browser', 'module', 'import', 'default'] },
  test: { include: ['tests/**/*.test.ts', 'src/**/*.test.ts'] },
});
