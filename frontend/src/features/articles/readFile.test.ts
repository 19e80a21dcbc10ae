import { describe, expect, it } from 'vitest'
import { readFile, textOfPage } from './readFile'

describe('files with an article', () => {
  it('are read as they are', async () => {
    expect(await readFile(new File(['“Fast 🚲,”\nsaid Zoë.'], 'a.txt'))).toBe(
      '“Fast 🚲,”\nsaid Zoë.',
    )
    expect(await readFile(new File(['# Title'], 'a.md'))).toBe('# Title')
  })

  it('may be older than Unicode', async () => {
    const bytes = new Uint8Array([0x5a, 0x6f, 0xeb])
    expect(await readFile(new File([bytes], 'a.txt', { type: 'text/plain' }))).toBe('Zoë')
  })

  it('are refused where their bytes are no text', async () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, at) => (at * 167 + (at >> 3) * 29) % 256)
    await expect(readFile(new File([bytes], 'a.txt', { type: 'text/plain' }))).rejects.toThrow(
      /a\.txt is no text/,
    )
  })

  it('give a page’s words, a block a paragraph, and run nothing', () => {
    const page =
      '<head><title>Not this</title></head><h1>Fees  rise</h1>\n<p>They <b>will</b>,<br>he said.</p><script>alert(1)</script>'
    expect(textOfPage(page)).toBe('Fees rise\n\nThey will,\nhe said.')
  })

  it('say what to do where they are no text', async () => {
    await expect(
      readFile(new File(['%PDF'], 'a.pdf', { type: 'application/pdf' })),
    ).rejects.toThrow(/paste its text/)
  })
})
