// What the browser loads before a page can be worked with must not grow unseen. Counted is gzipped
// script with everything it imports, and the words of the language that has the longest.
//
// First load is, for the queue: all until its first rows stand. What `later()` loads comes after them.
// For the dashboard: all until its figures stand, the parts around the page and all words; its charts
// come after them, and not what waits for a key or a click.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const DIST = new URL('../dist/', import.meta.url)

/** When a part comes that is loaded by `import()`. A part that is not named here fails the build. */
const PARTS = {
  /** By itself on every page, once that stands. */
  around: [
    'src/app/Messages.tsx',
    'src/app/UserMenu.tsx',
    'src/features/setup/Tour.tsx',
    'src/live/LiveDesk.tsx',
  ],
  /** By itself on the queue, once its first rows stand. */
  queueAfter: [
    'src/features/articles/ArticlePane.tsx',
    'src/features/claims/BulkBar.tsx',
    'src/features/claims/DecisionPane.tsx',
    'src/features/claims/FilterChips.tsx',
    'src/features/claims/QueueDialogs.tsx',
    'src/features/claims/QueueMenus.tsx',
    'src/features/claims/TagsFilter.tsx',
  ],
  /** By itself on the dashboard, once its figures stand: each chart has its numbers as a table, too. */
  dashboardAfter: [
    'src/features/dashboards/BacklogPanel.tsx',
    'src/features/dashboards/FlowPanel.tsx',
    'src/features/dashboards/TimePanel.tsx',
  ],
  /** By a key or a click. */
  asked: ['src/features/keys/later.ts'],
}
const isPage = (name) => /(Page|Layout)\.tsx$/.test(name)
const isWords = (name) => name.startsWith('src/locales/')
const DASHBOARD = 'src/features/dashboards/FiguresPage.tsx'

const BUDGETS = [
  {
    page: 'The queue, until its first rows stand',
    parts: ['index.html'],
    words: [['src/locales/en.ts'], ['src/locales/de.ts']],
    most: 220,
  },
  {
    page: 'The dashboard, until its figures stand',
    parts: ['index.html', DASHBOARD, ...PARTS.around],
    words: [
      ['src/locales/en.ts', 'src/locales/en-later.ts'],
      ['src/locales/de.ts', 'src/locales/de-later.ts'],
    ],
    most: 320,
  },
]

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'))
const named = Object.values(PARTS).flat()

function partOf(name) {
  const part = manifest[name]
  if (part === undefined) throw new Error(`The build has no ${name}. Name its new place here.`)
  return part
}

/** The files that come with a part, and with the lazy parts of its own that it loads by itself. */
function filesOf(name, found = new Set()) {
  const part = partOf(name)
  if (found.has(part.file)) return found
  found.add(part.file)
  for (const other of part.imports ?? []) filesOf(other, found)
  for (const other of part.dynamicImports ?? []) {
    const known = named.includes(other) || isPage(other) || isWords(other)
    // What only a page loads comes with it, whatever is said of when.
    if (!known && part.isDynamicEntry) filesOf(other, found)
    else if (!known) throw new Error(`When does ${other} come? Name it among the PARTS here.`)
  }
  return found
}

for (const name of named) partOf(name)

const weigh = (file) => gzipSync(readFileSync(new URL(file, DIST))).length / 1000
const sum = (files) => [...files].reduce((total, file) => total + weigh(file), 0)

for (const { page, parts, words, most } of BUDGETS) {
  const code = new Set()
  for (const part of parts) filesOf(part, code)
  // One language is loaded: the longest counts.
  const [longest] = words
    .map((language) => language.map((name) => partOf(name).file))
    .sort((a, b) => sum(b) - sum(a))
  const files = new Set([...code, ...longest])
  const total = sum(files)
  console.log(`${page}: ${total.toFixed(1)} kB of script, gzipped; at most ${most}`)
  if (total <= most) continue
  process.exitCode = 1
  console.error('Too much: let what is not needed at once come when it is. The heaviest of it:')
  for (const file of [...files].sort((a, b) => weigh(b) - weigh(a)).slice(0, 10))
    console.error(`${weigh(file).toFixed(1).padStart(8)} kB  ${file}`)
}
