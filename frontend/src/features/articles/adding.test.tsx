import { notifications } from '@mantine/notifications'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDraft } from '../../lib/drafts'
import { Desk } from '../../test-desk'
import { bookmarklet, readAddress } from './bookmarklet'

let desk: Desk
beforeEach(() => {
  localStorage.clear()
  desk = new Desk()
  desk.answers['POST /articles'] = { status: 422, body: { detail: 'Not this one.' } }
  desk.answers['POST /articles/fetch'] = { status: 422, body: { detail: 'No such page.' } }
})
afterEach(() => desk.close())

const asked = (call: string) => desk.calls.filter(({ what }) => what === call)

describe('adding an article', () => {
  it('takes a page by its address, and says what was wrong with it', async () => {
    const user = desk.open('/articles/new')
    const field = await screen.findByRole('textbox', { name: 'Or from its web address' })
    const fetch = screen.getByRole('button', { name: 'Fetch the page' })
    expect(fetch).toHaveProperty('disabled', true)
    await user.type(field, 'https://paper.example.org/harbour')
    await user.click(fetch)
    expect(await screen.findByText('No such page.')).toBeDefined()
    expect(asked('POST /articles/fetch').map(({ body }) => body)).toEqual([
      { url: 'https://paper.example.org/harbour', desk: 1 },
    ])
  })

  it('shows the address that a bookmark brought, and fetches nothing by itself', async () => {
    desk.open('/articles/new?url=https%3A%2F%2Fpaper.example.org%2Fharbour')
    const field = await screen.findByRole('textbox', { name: 'Or from its web address' })
    expect(field).toHaveProperty('value', 'https://paper.example.org/harbour')
    expect(asked('POST /articles/fetch')).toHaveLength(0)
    const link = screen.getByText('Check this page')
    expect(link.getAttribute('href')).toBe(bookmarklet(window.location.origin))
  })

  it('says that a file is empty, and leaves what was typed', async () => {
    const user = desk.open('/articles/new')
    const text = await screen.findByRole('textbox', { name: /^Text/ })
    await user.type(text, 'The toll.')
    for (const [file, said] of [
      [new File([], 'nothing.txt'), 'nothing.txt is empty. Nothing was changed.'],
      [new File([], 'nothing.docx'), 'nothing.docx is empty. Nothing was changed.'],
      [new File(['<p> </p>'], 'bare.html'), 'bare.html holds no words. Nothing was changed.'],
    ] as const) {
      fireEvent.drop(text, { dataTransfer: { types: ['Files'], files: [file] } })
      expect(await screen.findByText(said)).toBeDefined()
    }
    expect((text as HTMLTextAreaElement).value).toBe('The toll.')
    expect(asked('POST /articles')).toHaveLength(0)
  })

  it.each([
    ['POST /articles/fetch', 'an address'],
    ['POST /articles', 'a file'],
  ])('keeps what is being typed while %s brings another article by %s', async (call) => {
    desk.answers[call] = { body: { id: 7 } }
    const user = desk.open('/articles/new')
    const text = await screen.findByRole('textbox', { name: /^Text/ })
    await user.type(text, 'The toll.')
    if (call === 'POST /articles') {
      const file = new File(['PK'], 'story.docx')
      fireEvent.drop(text, { dataTransfer: { types: ['Files'], files: [file] } })
    } else {
      const field = screen.getByRole('textbox', { name: 'Or from its web address' })
      await user.type(field, 'https://paper.example.org/harbour')
      await user.click(screen.getByRole('button', { name: 'Fetch the page' }))
    }
    await waitFor(() => expect(desk.router?.state.location.pathname).toBe('/articles/7'))
    expect(readDraft('article')).toMatchObject({ text: 'The toll.' })
  })

  it('drops what was typed once the desk has it', async () => {
    desk.answers['POST /articles'] = { body: { id: 7 } }
    const user = desk.open('/articles/new')
    await user.type(await screen.findByRole('textbox', { name: /^Text/ }), 'The toll.')
    await user.click(screen.getByRole('button', { name: 'Find the claims' }))
    await waitFor(() => expect(desk.router?.state.location.pathname).toBe('/articles/7'))
    expect(readDraft('article')).toBeNull()
  })

  it('puts back what a file, or clearing, took the place of', async () => {
    const user = desk.open('/articles/new')
    const text = await screen.findByRole('textbox', { name: /^Text/ })
    const holds = (words: string) =>
      waitFor(() => expect((text as HTMLTextAreaElement).value).toBe(words))
    const title = screen.getByRole('textbox', { name: 'Title' })
    await user.type(text, 'The toll.')
    const file = new File(['The ferry.'], 'ferry.txt')
    fireEvent.drop(text, { dataTransfer: { types: ['Files'], files: [file] } })
    await holds('The ferry.')
    await user.click(await screen.findByRole('button', { name: /^Undo/ }))
    await holds('The toll.')
    notifications.clean()
    await user.type(title, 'Tolls')
    await user.click(screen.getByRole('button', { name: 'Clear' }))
    await holds('')
    await user.click(await screen.findByRole('button', { name: /^Undo/ }))
    await holds('The toll.')
    expect((title as HTMLInputElement).value).toBe('Tolls')
  })

  it('sends a file that the desk reads as it is', async () => {
    desk.open('/articles/new')
    const text = await screen.findByRole('textbox', { name: /^Text/ })
    const file = new File(['PK'], 'story.docx')
    fireEvent.drop(text, { dataTransfer: { types: ['Files'], files: [file] } })
    await waitFor(() => expect(asked('POST /articles')).toHaveLength(1))
    expect(await screen.findByText('Not this one.')).toBeDefined()
    const [sent] = asked('POST /articles')
    expect(sent?.body).toMatch(/name="file"[^]*name="desk"\r\n\r\n1\r\n/)
  })
})

describe('a bookmark', () => {
  it('opens the desk with the address of the page', () => {
    expect(bookmarklet('https://desk.example.org')).toBe(
      'javascript:void window.open("https://desk.example.org/articles/new?url="+encodeURIComponent(location.href))',
    )
  })

  it('brings web addresses only', () => {
    expect(readAddress({ url: 'https://paper.example.org' })).toEqual({
      url: 'https://paper.example.org',
    })
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 7, undefined])
      expect(readAddress({ url })).toEqual({})
  })
})
