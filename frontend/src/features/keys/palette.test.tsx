import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queryClient, sessionQuery } from '../../api/queries'
import { Desk, me } from '../../test-desk'

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
  it('gives the focus back to where it was, with the caret in its place', async () => {
    desk.answers['GET /filters'] = { body: { items: [], next: null } }
    const user = desk.open('/articles/new')
    const field = await screen.findByLabelText<HTMLInputElement>('Title')
    await user.type(field, 'Harbour fees', { initialSelectionStart: 0 })
    field.setSelectionRange(3, 7)
    for (const _ of ['the script is loaded', 'and at hand']) {
      await user.keyboard('{Control>}k{/Control}')
      const dialog = await screen.findByRole('dialog')
      const find = within(dialog).getByLabelText('Find', { selector: 'input' })
      await waitFor(() => expect(document.activeElement).toBe(find))
      await user.keyboard('{Escape}')
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
      await waitFor(() => expect(document.activeElement).toBe(field))
      expect([field.selectionStart, field.selectionEnd]).toEqual([3, 7])
    }
  })

  it('finds claims, articles, sources and colleagues by their words', async () => {
    const { dialog } = await look('har')
    const names = ['It cost 40 million.', 'Harbour fees', 'The harbour office', 'Hardy Bloom']
    for (const name of names) expect(await within(dialog).findByText(name)).toBeDefined()
    expect(within(dialog).queryByText('Harriet Gone')).toBeNull()
  })

  it('chooses what arrives, and tells a screen reader which it is', async () => {
    const { user, dialog } = await look('harbour office')
    const field = within(dialog).getByRole('combobox', { name: 'Find' })
    const choice = await within(dialog).findByRole('option', { name: /The harbour office/ })
    const chosen = () => {
      const id = field.getAttribute('aria-activedescendant') ?? ''
      const option = document.getElementById(id)
      expect(option?.getAttribute('aria-selected')).toBe('true')
      expect(within(dialog).getAllByRole('option', { selected: true })).toEqual([option])
      return option
    }
    const list = within(dialog).getByRole('listbox')
    expect(field.getAttribute('aria-controls')).toBe(list.id)
    expect(field.getAttribute('aria-expanded')).toBe('true')
    await waitFor(() => expect(chosen()).toBe(within(list).getAllByRole('option')[0]))
    const place = within(list).getAllByRole('option').indexOf(choice)
    expect(place).toBeGreaterThan(0)
    await user.keyboard(`{ArrowDown>${place}/}`)
    await waitFor(() => expect(chosen()).toBe(choice))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(desk.router?.state.location.search).toMatchObject({ source: '8' }))
  })

  it('goes by Enter alone to the only find, though it came after the words', async () => {
    desk.answers['GET /articles'] = { body: { items: [], next: null } }
    desk.answers['GET /claims'] = (query) => ({
      body: { items: query.get('text') === null ? desk.claims : [], next: null },
    })
    const { user, dialog } = await look('office of the harbour')
    await within(dialog).findByText('The harbour office')
    await waitFor(() => within(dialog).getByRole('option', { selected: true }))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(desk.router?.state.location.search).toMatchObject({ source: '8' }))
  })

  it('has what no key does: with the claim at hand, the colours and the way out', async () => {
    desk.answers['POST /claims/1/acceptance'] = { body: {} }
    const { user, dialog } = await look('accept the')
    await user.keyboard('{Enter}')
    await waitFor(() =>
      expect(desk.writes()).toEqual([{ what: 'POST /claims/1/acceptance', body: null }]),
    )
    expect(within(dialog).queryByText('release the claim for anybody to take')).toBeNull()
    await screen.findByText('Accepted.')
    await user.keyboard('{Control>}k{/Control}')
    for (const name of ['dark colours', 'sign out'])
      expect(await screen.findByRole('option', { name })).toBeDefined()
  })

  it('leads an admin to each page of the administration', async () => {
    desk.answers['GET /session'] = { body: me('admin') }
    queryClient.setQueryData(sessionQuery.queryKey, me('admin'))
    const { user, dialog } = await look('system heal')
    await within(dialog).findByRole('option', { name: /System health/ })
    await user.keyboard('{Enter}')
    await waitFor(() => expect(desk.router?.state.location.pathname).toBe('/admin/health'))
  })

  it('opens by its button as well', async () => {
    const user = desk.open('/')
    await user.click(await screen.findByRole('button', { name: /^Find/ }))
    expect(await screen.findByRole('combobox', { name: 'Find' })).toBeDefined()
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
