import { t } from '@lingui/core/macro'
import { Checkbox, Group, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import type { Evidence } from '../../api/client'
import { stanceChoices } from './stances'
import type { EvidenceDraft } from './useEvidenceDraft'

interface Props {
  draft: EvidenceDraft
  change: (next: EvidenceDraft) => void
  /** What else speaks for or against the claim. */
  others: Evidence[]
}

/** What is known of a piece of evidence, whether it is a link or a file. */
export function EvidenceFields({ draft, change, others }: Props) {
  const field = (name: 'title' | 'publisher' | 'quote' | 'note') => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ ...draft, [name]: event.currentTarget.value }),
  })
  return (
    <>
      <SegmentedControl
        aria-label={t`What it does for the claim`}
        value={draft.stance}
        onChange={(stance) => change({ ...draft, stance })}
        data={stanceChoices()}
      />
      <Textarea
        label={t`The words that matter`}
        autosize
        minRows={2}
        maxLength={5000}
        {...field('quote')}
      />
      <Group grow>
        <TextInput label={t`Title`} maxLength={300} {...field('title')} />
        <TextInput label={t`Publisher`} maxLength={200} {...field('publisher')} />
      </Group>
      <Group grow align="flex-start">
        <Select
          label={t`How near it is`}
          placeholder={t`Not said`}
          clearable
          data={[
            { value: 'true', label: t`The document, data or person itself` },
            { value: 'false', label: t`Somebody’s account of it` },
          ]}
          value={draft.primary === null ? null : String(draft.primary)}
          onChange={(near) => change({ ...draft, primary: near === null ? null : near === 'true' })}
        />
        {others.length > 0 && (
          <Select
            label={t`Same origin as`}
            placeholder={t`An origin of its own`}
            clearable
            data={others.map(({ id, title, url }) => ({ value: String(id), label: title || url }))}
            value={draft.common_origin_with === null ? null : String(draft.common_origin_with)}
            onChange={(id) =>
              change({ ...draft, common_origin_with: id === null ? null : Number(id) })
            }
          />
        )}
      </Group>
      <Checkbox
        label={t`Its own source is not named`}
        checked={draft.unnamed}
        onChange={(event) => change({ ...draft, unnamed: event.currentTarget.checked })}
      />
      <Textarea
        label={t`Note for the desk`}
        autosize
        minRows={1}
        maxLength={5000}
        {...field('note')}
      />
    </>
  )
}
