import { describe, expect, it } from 'vitest'
import {
  chosen,
  extend,
  leaveOut,
  NOTHING,
  selectAll,
  selectWhole,
  toggle,
  type Selection,
} from './selection'

const SHOWN = [1, 2, 3, 4, 5]
const ids = (selection: Selection, shown = SHOWN) => chosen(selection, shown)
const pick = (id: number, from = NOTHING) => toggle(from, SHOWN, id)

describe('a selection', () => {
  it('takes a claim and gives it up again', () => {
    expect(ids(pick(2))).toEqual([2])
    expect(ids(pick(2, pick(2)))).toEqual([])
  })

  it('is drawn from the claim chosen last, and back', () => {
    const down = extend(extend(pick(2), SHOWN, 3, 2), SHOWN, 4, 3)
    expect(ids(down)).toEqual([2, 3, 4])
    expect(ids(extend(down, SHOWN, 3, 4))).toEqual([2, 3])
    expect(ids(extend(down, SHOWN, 1, 4))).toEqual([1, 2])
  })

  it('begins a range at the cursor when nothing was chosen', () =>
    expect(ids(extend(NOTHING, SHOWN, 4, 3))).toEqual([3, 4]))

  it('keeps what was chosen before the range', () =>
    expect(ids(extend(pick(4, pick(1)), SHOWN, 5, 4))).toEqual([1, 4, 5]))

  it('begins anew where a claim was given up last', () =>
    expect(ids(extend(pick(2, pick(2)), SHOWN, 5, 4))).toEqual([4, 5]))

  it('stays on its claims when others come and go', () => {
    const two = pick(4, pick(2))
    expect(ids(two, [9, 1, 4, 2])).toEqual([4, 2])
    expect(ids(two, [1, 4])).toEqual([4])
    expect(ids(two)).toEqual([2, 4])
  })

  it('draws a range over the rows as they now stand', () =>
    expect(ids(extend(pick(2), [2, 9, 3], 3, 3), [2, 9, 3])).toEqual([2, 9, 3]))

  it('copes with an anchor that has left the list', () =>
    expect(ids(extend(pick(2), [3, 4, 5], 4, 3), [3, 4, 5])).toEqual([3, 4]))

  it('copes with a claim that has left the list', () =>
    expect(ids(extend(NOTHING, [], 4, 3), [])).toEqual([]))
})

describe('everything under the filter', () => {
  it('holds what comes in later', () =>
    expect(ids(selectWhole(SHOWN, 40), [1, 2, 8])).toEqual([1, 2, 8]))

  it('becomes the rows in sight once one is given up', () => {
    const rest = toggle(selectWhole(SHOWN, 40), SHOWN, 3)
    expect(rest.whole).toBeNull()
    expect(ids(rest)).toEqual([1, 2, 4, 5])
  })

  it('becomes the rows in sight without those left out', () =>
    expect(ids(leaveOut(selectWhole(SHOWN, 40), SHOWN, [1, 5, 77]))).toEqual([2, 3, 4]))
})

describe('leaving out', () => {
  it('keeps the others', () => expect(ids(leaveOut(selectAll(SHOWN), SHOWN, [2]))).toHaveLength(4))
})
