import { t } from '@lingui/core/macro'
import { TagsInput } from '@mantine/core'

interface Props {
  /** Tags of the claims in sight, to choose from. */
  tags: string[]
  value: string[]
  change: (wanted: string[]) => void
}

/** The tags that a claim must have; a part of its own, for its weight. */
export function TagsFilter({ tags, value, change }: Props) {
  return (
    <TagsInput
      aria-label={t`Tags`}
      placeholder={value.length === 0 ? t`Tags` : ''}
      data={tags}
      value={value}
      onChange={change}
      maxTags={20}
      maxLength={40}
    />
  )
}
