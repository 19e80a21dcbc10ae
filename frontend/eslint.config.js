import js from '@eslint/js'
import lingui from 'eslint-plugin-lingui'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.d.ts'] },
  {
    files: ['src/**/*.{ts,tsx}', 'vite.config.ts'],
    extends: [js.configs.recommended, ...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An event handler may return what it likes; React ignores it.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  lingui.configs['flat/recommended'],
  {
    // What people read goes through the catalogue: see src/i18n.ts.
    files: ['src/**/*.{ts,tsx}'],
    ignores: [
      'src/**/*.test.{ts,tsx}',
      'src/test-*',
      'src/api/schema.d.ts',
      'src/theme.ts',
      'src/i18n.ts',
      'src/locales/*',
      // Names of keys.
      'src/app/combos.ts',
      'src/app/keys.ts',
      // HTML to embed, and the keys of JSON-LD.
      'src/features/reports/embed.ts',
      'src/features/reports/claimReview.ts',
      // Headers, and the desk's name in the tab.
      'src/api/client.ts',
      'src/lib/pageTitle.ts',
    ],
    rules: {
      'lingui/no-unlocalized-strings': [
        'error',
        {
          // A lone sign, a key of a table, an address, a class.
          ignore: ['^[^A-Za-z]*$', '^[a-z0-9_./:#$?&={}-]+$'],
          ignoreNames: [
            { regex: { pattern: '^(aria-(?!label)|data-)' } },
            'className',
            'size',
            'variant',
            'color',
            'c',
            'fill',
            'key',
            'also',
            'id',
            'name',
            'to',
            'href',
            'rel',
            'type',
            'role',
            'component',
            'position',
            'pattern',
            'ff',
            'fz',
            'w',
            'h',
            'maw',
            'displayName',
            'gap',
          ],
          ignoreFunctions: [
            'Error',
            'api.*',
            '*.open',
            '*.setRequestHeader',
            'getHotkeyHandler',
            '*.getElementById',
            '*.querySelector',
            '*.querySelectorAll',
            'getRouteApi',
            'useMediaQuery',
            '*.closest',
            '*.matches',
            '*.addEventListener',
            '*.removeEventListener',
            'lazyRouteComponent',
            '*.subscribe',
            '*.includes',
            '*.startsWith',
            '*.endsWith',
            '*.getItem',
            '*.setItem',
          ],
          useTsTypes: true,
        },
      ],
    },
  },
)
