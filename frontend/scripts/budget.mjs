// What the browser loads before a page can be worked with must not grow unseen: the gzipped script
// of the entry, which is the queue's too, of another page's own part and of all that they import, and the words.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const DIST = new URL('../dist/', import.meta.url)
const LANGUAGES = ['src/locales/en.ts', 'src/locales/de.ts']
const BUDGETS = [
  { page: 'The queue', part: 'index.html', most: 220 },
  { page: 'The dashboard', part: 'src/features/dashboards/FiguresPage.tsx', most: 320 },
]

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'))

/** The files that come with a part, by its name in the manifest. */
function filesOf(name, found = new Set()) {
  const part = manifest[name]
  if (part === undefined) throw new Error(`The build has no ${name}. Name its new place here.`)
  if (found.has(part.file)) return found
  found.add(part.file)
  for (const other of part.imports ?? []) filesOf(other, found)
  return found
}

const weigh = (file) => gzipSync(readFileSync(new URL(file, DIST))).length / 1000

/** One language is loaded: the longest counts. */
const [words] = LANGUAGES.flatMap((name) => [...filesOf(name)])
  .filter((file) => !filesOf('index.html').has(file))
  .sort((a, b) => weigh(b) - weigh(a))

for (const { page, part, most } of BUDGETS) {
  const files = [...filesOf(part, filesOf('index.html')), words]
  const parts = files.map((file) => ({ file, weight: weigh(file) }))
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  console.log(`${page}: ${total.toFixed(1)} kB of script, gzipped; at most ${most}`)
  if (total <= most) continue
  process.exitCode = 1
  console.error('Too much: import what is not needed at once by lazy(). The heaviest of it:')
  for (const { file, weight } of parts.sort((a, b) => b.weight - a.weight).slice(0, 10))
    console.error(`${weight.toFixed(1).padStart(8)} kB  ${file}`)
}
