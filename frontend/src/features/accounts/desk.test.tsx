import { screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Desk, me } from '../../test-desk'

const two = {
  ...me('admin'),
  desks: [
    { id: 1, slug: 'desk', name: 'Desk', role: 'admin' as const },
    { id: 7, slug: 'sport', name: 'Sport', role: 'admin' as const },
  ],
}

let desk: Desk
beforeEach(() => {
  localStorage.clear()
  desk = new Desk()
  desk.answers['GET /session'] = { body: two }
  desk.answers['GET /filters'] = { body: { items: [], next: null } }
  desk.answers['POST /articles'] = { status: 422, body: { detail: 'No words.' } }
  desk.answers['POST /assignments/next'] = { body: null }
  desk.answers['POST /filters'] = { status: 201, body: {} }
  desk.answers['POST /tokens'] = { status: 422, body: { detail: 'No.' } }
})
afterEach(() => desk.close())

const sent = async (what: string) => {
  await waitFor(() => expect(desk.writes().some((call) => call.what === what)).toBe(true))
  return desk.writes().findLast((call) => call.what === what)?.body
}

async function addArticle(user: ReturnType<Desk['open']>) {
  await user.type(await screen.findByRole('textbox', { name: /^Text/ }), 'It cost 40 million.')
  await user.click(screen.getByRole('button', { name: 'Find the claims' }))
  return sent('POST /articles')
}

describe('somebody on several desks', () => {
  it('adds an article to the first, until they choose another beside the form', async () => {
    const user = desk.open('/articles/new')
    expect(await addArticle(user)).toMatchObject({ desk: 1 })
    await user.click(screen.getByRole('combobox', { name: 'Desk' }))
    await user.click(await screen.findByRole('option', { name: 'Sport' }))
    await user.click(screen.getByRole('button', { name: 'Find the claims' }))
    await waitFor(async () => expect(await sent('POST /articles')).toMatchObject({ desk: 7 }))
  })

  it('chooses in the account menu what everything then goes to', async () => {
    const user = desk.open('/')
    await user.click(await screen.findByRole('button', { name: 'Account of Vera Lind' }))
    await user.click(await screen.findByRole('menuitemradio', { name: 'Sport' }))
    await user.keyboard('{Escape}')
    await user.click(await screen.findByRole('button', { name: /^Take the next claim/ }))
    expect(await sent('POST /assignments/next')).toEqual({ desk: 7 })
    await desk.router?.navigate({ to: '/articles/new' })
    expect(await addArticle(user)).toMatchObject({ desk: 7 })
  })

  it('makes a token for the desk that the page is about', async () => {
    const user = desk.open('/admin/tokens?desk=7')
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'cms')
    await user.click(screen.getByRole('checkbox', { name: 'send articles' }))
    await user.click(screen.getByRole('button', { name: /^Make/ }))
    expect(await sent('POST /tokens')).toMatchObject({ desk: 7 })
  })

  it('makes a token that works for a year, or as long as is chosen', async () => {
    const days = async () => {
      const { expires_at } = (await sent('POST /tokens')) as { expires_at: string }
      return Math.round((Date.parse(expires_at) - Date.now()) / 86_400_000)
    }
    const user = desk.open('/admin/tokens?desk=7')
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'cms')
    await user.click(screen.getByRole('checkbox', { name: 'send articles' }))
    await user.click(screen.getByRole('button', { name: /^Make/ }))
    expect(await days()).toBe(365)
    desk.calls.length = 0
    await user.click(screen.getByRole('combobox', { name: 'Works for' }))
    await user.click(await screen.findByRole('option', { name: '30 days' }))
    await user.click(screen.getByRole('button', { name: /^Make/ }))
    expect(await days()).toBe(30)
  })

  it('saves a view on the chosen desk', async () => {
    const user = desk.open('/?unnamed=true&sensitive=true')
    await user.click(await screen.findByRole('button', { name: /^View:/ }))
    await user.click(await screen.findByRole('menuitem', { name: /Save this filter/ }))
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Mine')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await sent('POST /filters')).toMatchObject({ name: 'Mine', desk: 1 })
  })
})

describe('somebody on one desk', () => {
  it('is asked nothing', async () => {
    desk.answers['GET /session'] = { body: me('admin') }
    const user = desk.open('/articles/new')
    expect(await addArticle(user)).toMatchObject({ desk: 1 })
    expect(screen.queryByRole('combobox', { name: 'Desk' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Account of Vera Lind' }))
    expect(await screen.findByRole('menuitem', { name: 'Sign out' })).toBeDefined()
    expect(screen.queryByRole('menuitemradio')).toBeNull()
  })
})
