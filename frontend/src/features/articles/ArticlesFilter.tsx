import { t } from '@lingui/core/macro'
import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useKeys } from '../../app/keys'
import { useTyped } from '../../lib/useTyped'
import classes from './articles.module.css'
import { readArticlesWanted, type ArticlesWanted } from './filter'

interface Props {
  wanted: ArticlesWanted
  onChange: (wanted: ArticlesWanted) => void
}

/** Words to look for, what is still open, and the order. */
export function ArticlesFilter({ wanted, onChange }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useTyped(wanted.text)
  useKeys({ search: () => field.current?.focus() })
  const lookLater = useDebouncedCallback(
    (text: string) => onChange(readArticlesWanted({ ...wanted, text: text.trim() })),
    250,
  )
  return (
    <search className={classes.filter}>
      <TextInput
        ref={field}
        type="search"
        aria-label={t`Look for articles`}
        placeholder={t`Title, byline or section`}
        leftSection={<IconSearch size={16} aria-hidden />}
        maxLength={200}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          lookLater(event.currentTarget.value)
        }}
      />
      <SegmentedControl
        aria-label={t`Which articles`}
        value={wanted.show ?? 'all'}
        onChange={(show) => onChange(readArticlesWanted({ ...wanted, show }))}
        data={[
          { value: 'all', label: t`All` },
          { value: 'open', label: t`To check` },
          { value: 'done', label: t`Done` },
        ]}
      />
      <NativeSelect
        aria-label={t`Order`}
        value={wanted.order ?? 'newest'}
        onChange={(event) =>
          onChange(readArticlesWanted({ ...wanted, order: event.currentTarget.value }))
        }
        data={[
          { value: 'newest', label: t`Newest first` },
          { value: 'oldest', label: t`Oldest first` },
          { value: 'title', label: t`By title` },
        ]}
      />
    </search>
  )
}
