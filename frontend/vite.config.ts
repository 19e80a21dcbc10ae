import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import babel from 'vite-plugin-babel'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [
    // Only what says something to people goes through Babel, for Lingui's macros.
    babel({
      include: /\/src\/.*\.tsx?$/,
      babelConfig: {
        babelrc: false,
        configFile: false,
        parserOpts: { plugins: ['typescript', 'jsx'] },
        plugins: ['@lingui/babel-plugin-lingui-macro'],
      },
    }),
    lingui(),
    react(),
  ],
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8400' } },
  // Fonts and icons stay files of their own: the content policy allows no data: but for images.
  build: {
    // For scripts/budget.mjs.
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every first visit needs is one file: sixty small ones come later than a big one.
          groups: [
            {
              name: 'start',
              tags: ['$initial'],
              test: (id) => !/[\\/](index\.html|main\.tsx)$/.test(id),
            },
          ],
        },
      },
    },
    // Browsers that know light-dark(); older targets would have it rewritten so that it breaks.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test-setup.ts'],
    testTimeout: 20_000,
    // Vitest leaves one processor to others, which is half of a small machine.
    maxWorkers: '100%',
  },
})
