import { offsetIndex } from '../../lib/offsets'
import type { Stretch } from '../../lib/wordSteps'

// Between the article's words on the page and their offsets: each paragraph says where it begins
// (data-line), and what is not the article's own (numbers, tags) is marked data-extra.

// eslint-disable-next-line lingui/no-unlocalized-strings -- a selector
const LINE = '[data-line]'
const lines = (root: Element) => Array.from(root.querySelectorAll<HTMLElement>(LINE))
const startOf = (line: HTMLElement) => Number(line.dataset.line)

/** The text nodes that hold a paragraph's own words. */
function ownWords(line: Element): Text[] {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
    acceptNode: (node) =>
      node instanceof Element
        ? node.hasAttribute('data-extra')
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_SKIP
        : NodeFilter.FILTER_ACCEPT,
  })
  const found: Text[] = []
  while (walker.nextNode() !== null) found.push(walker.currentNode as Text)
  return found
}

/** Offset, in code points of the whole text, of a place in a paragraph. */
function offsetOf(line: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange()
  before.setStart(line, 0)
  before.setEnd(node, offset)
  let units = 0
  const words = ownWords(line)
  for (const text of words) {
    if (text === node) {
      units += offset
      break
    }
    if (before.comparePoint(text, text.length) > 0) break
    units += text.length
  }
  return startOf(line) + offsetIndex(words.map(({ data }) => data).join('')).toCodePoints(units)
}

/** The stretch of the text that a range of the page covers; null where it covers none of it. */
export function stretchOf(root: Element, range: Range): Stretch | null {
  const covered = lines(root).filter((line) => range.intersectsNode(line))
  const first = covered[0]
  const last = covered.at(-1)
  if (first === undefined || last === undefined) return null
  const start = first.contains(range.startContainer)
    ? offsetOf(first, range.startContainer, range.startOffset)
    : startOf(first)
  const end = last.contains(range.endContainer)
    ? offsetOf(last, range.endContainer, range.endOffset)
    : offsetOf(last, last, last.childNodes.length)
  return start < end ? [start, end] : null
}

/** Where an offset stands on the page. */
function placeOf(root: Element, offset: number, side: 'start' | 'end'): [Text, number] | null {
  const line = lines(root).findLast((known) =>
    side === 'start' ? startOf(known) <= offset : startOf(known) < offset,
  )
  if (line === undefined) return null
  const words = ownWords(line)
  const whole = words.map(({ data }) => data).join('')
  let left = offsetIndex(whole).toUtf16(offset - startOf(line))
  for (const text of words) {
    if (side === 'start' ? left < text.length : left <= text.length) return [text, left]
    left -= text.length
  }
  const last = words.at(-1)
  return last === undefined ? null : [last, last.length]
}

/** The range of the page that shows a stretch of the text. */
export function rangeOf(root: Element, [start, end]: Stretch): Range | null {
  const from = placeOf(root, start, 'start')
  const to = placeOf(root, end, 'end')
  if (from === null || to === null) return null
  const range = document.createRange()
  range.setStart(...from)
  range.setEnd(...to)
  return range
}

/** Whether the paragraph that an offset stands in is written from right to left. */
export function isRightToLeft(root: Element, offset: number): boolean {
  const line = lines(root).findLast((known) => startOf(known) <= offset)
  return line !== undefined && getComputedStyle(line).direction === 'rtl'
}
