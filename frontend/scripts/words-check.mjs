// Every word of the page stands in the catalogues, each has its translation, and that keeps to the glossary.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { lapses } from './glossary.mjs'

const config = getConfig()
const catalogues = await getCatalogs(config)
const files = catalogues.flatMap((catalogue) =>
  config.locales.map((locale) => catalogue.getFilename(locale)),
)
const read = () => files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''))

const before = read()
execFileSync('npx', ['lingui', 'extract', '--clean'], { stdio: 'ignore' })
const stale = read().flatMap((text, at) => (text === before[at] ? [] : [files[at]]))
if (stale.length > 0) {
  console.error(`Written anew by this check; look at them and commit:\n${stale.join('\n')}`)
  process.exitCode = 1
}

function complain(what, messages) {
  if (messages.length === 0) return
  console.error(`${what} ${messages.length}:`)
  for (const { message } of messages) console.error(`  ${message}`)
  process.exitCode = 1
}

/** The names of what is put in, wherever in a plural it stands, and the tags: `<0>`, `</0>`, `<0/>`. */
function placesOf(text) {
  const names = (tokens) =>
    tokens.flatMap((token) =>
      typeof token === 'string'
        ? []
        : [
            token[0],
            ...names(
              Object.values(token[2] ?? {})
                .filter(Array.isArray)
                .flat(),
            ),
          ],
    )
  const tags = text.match(/<\/?\d+\/?>/g) ?? []
  // Languages differ in how many branches a plural has, and so in how often one name stands there.
  return [...new Set([...tags, ...names(compileMessage(text))])].sort().join(' ')
}

function samePlaces(one, other) {
  return placesOf(one) === placesOf(other)
}

for (const catalogue of catalogues) {
  for (const locale of config.locales.filter((each) => each !== config.sourceLocale)) {
    const messages = Object.values((await catalogue.read(locale)) ?? {})
    complain(
      `${catalogue.getFilename(locale)} lacks`,
      messages.filter(({ translation }) => !translation),
    )
    complain(
      `${catalogue.getFilename(locale)} has other placeholders than the English in`,
      messages.filter(
        ({ message, translation }) => translation && !samePlaces(message, translation),
      ),
    )
    complain(
      `${catalogue.getFilename(locale)} has another word than the glossary's in`,
      messages.flatMap(({ message, translation }) =>
        lapses(locale, message, translation).map((say) => ({
          message: `${message} ⇒ ${translation} (${say})`,
        })),
      ),
    )
  }
}
