import { describe, expect, it } from 'vitest'
import { whereabouts } from './whereabouts'

type Standing = Parameters<typeof whereabouts>[0][number]
const at = (claim: number, text: string, more: Partial<Standing> = {}): Standing => ({
  claim,
  text,
  anchor: 'carried',
  spans: [[0, 9]],
  candidates: [],
  placed_by: '',
  ...more,
})

describe('where claims went', () => {
  it('is told for each, what needs somebody first', () => {
    const from = [at(1, 'a'), at(2, 'b'), at(3, 'c'), at(4, 'd'), at(5, 'e'), at(6, 'f')]
    const to = [
      at(1, 'a'),
      at(2, 'bb', { anchor: 'edited' }),
      at(3, 'c', { anchor: 'moved' }),
      at(4, 'd', { anchor: 'ambiguous', spans: [], candidates: [[2, 5]] }),
      at(5, 'e', { anchor: 'gone', spans: [] }),
      at(6, 'fff', { anchor: 'placed', placed_by: 'Vera' }),
      at(7, 'g', { anchor: 'found' }),
    ]
    expect(whereabouts(from, to).map(({ claim, went }) => [claim, went])).toEqual([
      [4, 'ambiguous'],
      [5, 'gone'],
      [2, 'edited'],
      [6, 'placed'],
      [3, 'moved'],
      [1, 'carried'],
      [7, 'new'],
    ])
  })

  it('looks at the words between versions further apart', () => {
    const [changed, kept] = whereabouts([at(1, 'a'), at(2, 'b  c')], [at(1, 'x'), at(2, 'b c')])
    expect(changed).toMatchObject({ went: 'edited', before: 'a', after: 'x' })
    expect(kept).toMatchObject({ went: 'carried' })
  })

  it('tells of claims that the newer version does not know', () => {
    expect(whereabouts([at(1, 'a')], [])).toMatchObject([
      { went: 'gone', before: 'a', after: null },
    ])
  })
})
