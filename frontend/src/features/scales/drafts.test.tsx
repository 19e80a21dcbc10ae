import { screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queryClient } from '../../api/queries'
import { Desk, me } from '../../test-desk'

const SCALE = {
  id: 7,
  key: 'mine',
  version: 2,
  name: 'Ours',
  default: true,
  offered: true,
  used_by: 1,
  options: [
    { key: 'true', label: 'True', meaning: '', rank: 2, retired: false },
    { key: 'false', label: 'False', meaning: '', rank: 1, retired: false },
  ],
}
const walk = (version: number, words: string) => ({
  scale_version: 2,
  version,
  best: null,
  entries: [{ option: 'true', to: words, value: null }],
})

let desk: Desk
let user: ReturnType<Desk['open']>
beforeEach(() => {
  localStorage.clear()
  desk = new Desk()
  desk.answers['GET /session'] = { body: me('admin') }
  desk.answers['GET /desks'] = { body: [] }
  desk.answers['GET /scales'] = { body: [SCALE] }
  desk.answers['GET /scales/mine'] = { body: [SCALE] }
  desk.answers['GET /scales/mine/crosswalks/claimreview'] = { body: [walk(1, 'Right')] }
})
afterEach(() => desk.close())

/** The page in a tab that is new, or was closed and opened again. */
function open() {
  document.body.innerHTML = ''
  queryClient.clear()
  user = desk.open('/admin/scales/mine')
}

describe('what is typed of a scale', () => {
  it('is there again after the tab was closed, and gone once it is left as it was', async () => {
    open()
    await user.click(await screen.findByRole('button', { name: 'Make a new version' }))
    await user.type(screen.getByLabelText('Name of the scale'), ' too')
    open()
    const name = await screen.findByLabelText<HTMLInputElement>('Name of the scale')
    expect(name.value).toBe('Ours too')
    expect(screen.getByText('It is now called “Ours too”')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(localStorage.length).toBe(0)
  })

  it('is kept of its cross-walk too, and sent over a colleague’s only once theirs was shown', async () => {
    const field = () => screen.findByLabelText<HTMLInputElement>('“True” is said there as')
    open()
    await user.clear(await field())
    await user.type(await field(), 'Correct')
    open()
    expect((await field()).value).toBe('Correct')
    desk.answers['GET /scales/mine/crosswalks/claimreview'] = { body: [walk(2, 'Accurate')] }
    desk.answers['PUT /scales/mine/crosswalks/claimreview'] = {
      status: 412,
      body: { detail: 'Changed.' },
    }
    const save = () => user.click(screen.getByRole('button', { name: 'Save the cross-walk' }))
    await save()
    expect(await screen.findByText(/It says now: “Accurate”/)).toBeDefined()
    expect((await field()).value).toBe('Correct')
    desk.answers['PUT /scales/mine/crosswalks/claimreview'] = { body: walk(3, 'Correct') }
    await save()
    await waitFor(() => expect(localStorage.length).toBe(0))
    const puts = desk.calls.filter(({ what }) => what.startsWith('PUT'))
    expect(puts.map(({ ifMatch }) => ifMatch)).toEqual(['"1"', '"2"'])
  })
})
