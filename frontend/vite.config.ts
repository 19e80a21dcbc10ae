import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8400' } },
  // Fonts and icons stay files of their own: the content policy allows no data: but for images.
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Browsers that know light-dark(); older targets would have it rewritten so that it breaks.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  },
  test: { environment: 'jsdom', setupFiles: ['src/test-setup.ts'], testTimeout: 20_000 },
})
