import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Desk } from '../../test-desk'

let desk: Desk
beforeEach(() => {
  desk = new Desk()
  const found = (items: unknown[]) => ({ body: { items, next: null } })
  desk.answers['GET /articles'] = found([{ id: 5, title: 'Harbour fees', byline: 'Ines Calloway' }])
  desk.answers['GET /sources'] = found([{ id: 8, name: 'The harbour office' }])
  desk.answers['GET /filters'] = found([])
  desk.answers['GET /people'] = {
    body: [
      { id: 3, login: 'vera', name: 'Vera Lind', role: 'checker', active: true },
      { id: 4, login: 'hardy', name: 'Hardy Bloom', role: 'checker', active: true },
      { id: 6, login: 'harriet', name: 'Harriet Gone', role: 'checker', active: false },
    ],
  }
})
afterEach(() => desk.close())

async function look(words: string) {
  const user = desk.open('/')
  await screen.findByText('It cost 40 million.')
  await user.keyboard('{Control>}k{/Control}')
  const dialog = await screen.findByRole('dialog')
  await user.type(within(dialog).getByLabelText('Find', { selector: 'input' }), words)
  return { user, dialog }
}

describe('the palette', () => {
  it('finds claims, articles, sources and colleagues by their words', async () => {
    const { dialog } = await look('har')
    const names = ['It cost 40 million.', 'Harbour fees', 'The harbour office', 'Hardy Bloom']
    for (const name of names) expect(await within(dialog).findByText(name)).toBeDefined()
    expect(within(dialog).queryByText('Harriet Gone')).toBeNull()
  })

  it('leads to what is chosen by keys alone', async () => {
    const { user, dialog } = await look('harbour office')
    await within(dialog).findByText('The harbour office')
    const choice = within(dialog).getByRole('button', { name: /The harbour office/ })
    for (let step = 0; step < 9 && choice.dataset.selected === undefined; step += 1)
      await user.keyboard('{ArrowDown}')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(desk.router?.state.location.search).toMatchObject({ source: '8' }))
  })

  it('asks for nothing by one letter', async () => {
    const { dialog } = await look('n')
    expect(await within(dialog).findByText('next claim')).toBeDefined()
    expect(desk.calls.some(({ what }) => what === 'GET /sources')).toBe(false)
  })

  it('says that the desk could not be searched', async () => {
    desk.answers['GET /sources'] = { status: 400, body: { detail: 'No.' } }
    desk.answers['GET /articles'] = { status: 400, body: { detail: 'No.' } }
    desk.answers['GET /claims'] = (query) =>
      query.get('text') === null
        ? { body: { items: desk.claims, next: null } }
        : { status: 400, body: { detail: 'No.' } }
    const { dialog } = await look('zzzz')
    expect(await within(dialog).findByText(/could not be searched/)).toBeDefined()
  })
})
