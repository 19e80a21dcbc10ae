// Every word of the page stands in the catalogues, and each has its translation.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'

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

for (const catalogue of catalogues) {
  for (const locale of config.locales.filter((each) => each !== config.sourceLocale)) {
    const messages = Object.values((await catalogue.read(locale)) ?? {})
    const missing = messages.filter(({ translation }) => !translation)
    if (missing.length === 0) continue
    console.error(`${catalogue.getFilename(locale)} lacks ${missing.length}:`)
    for (const { message } of missing) console.error(`  ${message}`)
    process.exitCode = 1
  }
}
