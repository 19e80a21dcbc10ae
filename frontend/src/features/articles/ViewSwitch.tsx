import { t } from '@lingui/core/macro'
import { plural } from '@lingui/core/macro'
import { SegmentedControl } from '@mantine/core'
import type { Article } from '../../api/client'
import classes from './pane.module.css'

interface Props {
  article: Article
  original: boolean
  onChange: (original: boolean) => void
}

/** Between what is journalism and the whole text; it says what the first leaves out. */
export function ViewSwitch({ article, original, onChange }: Props) {
  const count = article.furniture.filter(({ kind }) => kind !== 'heading').length
  if (count === 0) return null
  const left = original
    ? plural(count, { one: '# stretch not checked', other: '# stretches not checked' })
    : plural(count, { one: '# stretch left out', other: '# stretches left out' })
  return (
    <div className={classes.view}>
      <SegmentedControl
        size="xs"
        aria-label={t`How much of the text`}
        value={original ? 'original' : 'reading'}
        onChange={(value) => onChange(value === 'original')}
        data={[
          { value: 'reading', label: t`Article` },
          { value: 'original', label: t`Original text` },
        ]}
      />
      <span>{left}</span>
    </div>
  )
}
