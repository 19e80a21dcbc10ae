import { t } from '@lingui/core/macro'
import { Combobox, Textarea, useCombobox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import { peopleQuery } from '../../api/queries'
import classes from './Comments.module.css'
import { complete, suggest, typing, type Typing } from './mentions'

interface Props {
  label: string
  value: string
  change: (text: string) => void
  autoFocus?: boolean
}

/** A field for a comment. After an @ it offers colleagues; arrows and Enter choose, Escape leaves. */
export function CommentField({ label, value, change, autoFocus = false }: Props) {
  const { data: people = [] } = useQuery(peopleQuery)
  const field = useRef<HTMLTextAreaElement>(null)
  const caret = useRef<number | null>(null)
  const [mention, setMention] = useState<Typing | null>(null)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const offered = mention === null ? [] : suggest(people, mention.query)
  const open = offered.length > 0 && combobox.dropdownOpened
  // React puts the caret behind a text that was set; it belongs behind the login.
  useLayoutEffect(() => {
    if (caret.current === null) return
    field.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  }, [value])
  const look = (text: string, at: number) => {
    const found = typing(text, at)
    setMention(found)
    if (found === null) combobox.closeDropdown()
    else combobox.openDropdown()
  }
  const take = (login: string) => {
    if (mention !== null) {
      const completed = complete(value, mention, login)
      caret.current = completed.caret
      change(completed.text)
    }
    setMention(null)
    combobox.closeDropdown()
  }
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={take}
      position="bottom-start"
      withinPortal={false}
      shadow="sm"
    >
      <Combobox.Target withKeyboardNavigation={open}>
        <Textarea
          ref={field}
          label={label}
          description={t`@ and a login tells a colleague.`}
          autosize
          autoFocus={autoFocus}
          minRows={2}
          maxLength={5000}
          value={value}
          onChange={(event) => {
            change(event.currentTarget.value)
            look(event.currentTarget.value, event.currentTarget.selectionStart)
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!open}>
        <Combobox.Options aria-label={t`Colleagues`}>
          {offered.map(({ login, name }) => (
            <Combobox.Option key={login} value={login}>
              {name} <span className={classes.login}>@{login}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
