// Writes src/api/openapi.json and src/api/schema.d.ts from the API itself; --check fails when stale.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const root = new URL('..', import.meta.url)
const file = (path) => new URL(path, root)
const python = process.env.CLAIMDESK_PYTHON ?? new URL('../.venv/bin/python', root).pathname
const document = execFileSync(python, ['-m', 'claimdesk', 'openapi'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024, // Node's own limit is 1 MiB
})
const types = astToString(await openapiTS(JSON.parse(document), { defaultNonNullable: false }))
const wanted = { 'src/api/openapi.json': document, 'src/api/schema.d.ts': types }

if (process.argv.includes('--check')) {
  const stale = Object.entries(wanted).filter(
    ([path, text]) => readFileSync(file(path), 'utf8') !== text,
  )
  if (stale.length > 0) {
    console.error(`Stale: ${stale.map(([path]) => path).join(', ')}. Run: make api-types`)
    process.exit(1)
  }
  console.log('The API types are fresh.')
} else {
  for (const [path, text] of Object.entries(wanted)) writeFileSync(file(path), text)
}
