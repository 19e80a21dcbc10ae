import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { readSearch } from './filter'
import { Words } from './HitItem'

describe('search', () => {
  it('reads what is looked for from the address', () => {
    expect(readSearch({ text: 'toll', kind: 'claim' })).toEqual({ text: 'toll', kind: 'claim' })
    expect(readSearch({ text: 2019, kind: 'comment' })).toEqual({ text: '2019' })
    expect(readSearch({ text: '  ' })).toEqual({})
  })

  it('marks what was looked for and never reads an excerpt as HTML', () => {
    const { container } = render(
      <Words
        of={{
          field: 'text',
          fragments: [
            { text: '<b>the</b> ', match: false },
            { text: 'toll', match: true },
          ],
        }}
      />,
    )
    expect(container.querySelector('mark')?.textContent).toBe('toll')
    expect(container.querySelector('b')).toBeNull()
    expect(container.textContent).toBe('<b>the</b> toll')
  })
})
