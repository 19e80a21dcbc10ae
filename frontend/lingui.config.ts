import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

// Each feature keeps its own words, so that two people at two features meet in no catalogue.
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'de'],
  fallbackLocales: false,
  catalogs: [
    {
      path: '<rootDir>/src/features/{name}/locales/{locale}',
      include: ['<rootDir>/src/features/{name}'],
    },
    { path: '<rootDir>/src/live/locales/{locale}', include: ['<rootDir>/src/live'] },
    {
      path: '<rootDir>/src/locales/{locale}',
      include: ['app', 'api', 'lib', 'ui', 'router.tsx', 'theme.ts'].map(
        (part) => `<rootDir>/src/${part}`,
      ),
    },
  ],
  // Line numbers would change the catalogues with every edit above a message.
  format: formatter({ lineNumbers: false }),
  orderBy: 'message',
})
