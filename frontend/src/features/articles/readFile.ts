import { t } from '@lingui/core/macro'

/** What a browser calls the kinds of file that are text here. */
// eslint-disable-next-line lingui/no-unlocalized-strings -- for the browser, not for people
export const KINDS_OF_FILE = '.txt,.md,.markdown,.html,.htm,text/plain,text/markdown,text/html'

/** The kinds that the desk reads itself, with what they say of the article beside its text. */
// eslint-disable-next-line lingui/no-unlocalized-strings -- for the browser, not for people
export const KINDS_FOR_THE_DESK = '.docx,.eml,.json,.xml'

export const isForTheDesk = (file: File): boolean => /\.(docx|eml|json|xml)$/i.test(file.name)

// eslint-disable-next-line lingui/no-unlocalized-strings -- names of elements
const NO_WORDS = 'script, style, noscript, template, svg, head'
const BLOCKS =
  // eslint-disable-next-line lingui/no-unlocalized-strings -- names of elements
  'address, article, aside, blockquote, dd, div, dl, dt, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, table, td, th, tr, ul'

/** The words of a page, a block a paragraph. Nothing of it is run or loaded. */
export function textOfPage(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const part of page.querySelectorAll(NO_WORDS)) part.remove()
  for (const line of page.querySelectorAll('br')) line.replaceWith('\n')
  for (const block of page.querySelectorAll(BLOCKS)) {
    block.before('\n\n')
    block.after('\n\n')
  }
  const text = page.body.textContent
  return text
    .split(/\n/)
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** What stands in no text from before Unicode: the rule of claimdesk/formats/decoding.py. */
// eslint-disable-next-line no-control-regex -- these are what it looks for
const CONTROLS = /[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]/

/** A file's text, read in the browser. Rejects with what to do where it has none. */
export async function readFile(file: File): Promise<string> {
  const page = /\.html?$/i.test(file.name) || file.type === 'text/html'
  if (!page && !/\.(txt|md|markdown)$/i.test(file.name) && !/^text\//.test(file.type)) {
    const { name } = file
    throw new Error(
      t`${name} is no text file. Open it where it was made, and paste its text or save it as text.`,
    )
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
  } catch {
    text = new TextDecoder('windows-1252').decode(await file.arrayBuffer())
    if (!page && CONTROLS.test(text)) {
      const { name } = file
      throw new Error(
        t`${name} is no text: its bytes are another kind of file’s. Open it where it was made, and save it as text.`,
      )
    }
  }
  return page ? textOfPage(text) : text
}
