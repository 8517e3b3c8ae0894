import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The server replaces this word by a fresh nonce in every copy of index.html that it hands out (stack.md 8). Vite puts it
 * into `<meta property="csp-nonce">` and onto each script and style tag.
 */
const noncePlaceholder = '__CSP_NONCE__';

export default defineConfig({
  plugins: [react()],
  html: { cspNonce: noncePlaceholder },
  build: {
    // The browser floor of design.md 3; older ones get the plain page of index.html.
    target: ['chrome108', 'safari15.4'],
    // Read by scripts/weight.mjs and by nothing else.
    manifest: true,
    // A data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { '/api': { target: process.env.XIELI_DEV_SERVER ?? 'http://127.0.0.1:8080', changeOrigin: false } },
  },
});
