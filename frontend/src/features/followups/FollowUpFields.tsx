import { t } from '@lingui/core/macro'
import { Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { peopleQuery } from '../../api/queries'
import {
  CONTENT,
  KNOWLEDGE,
  listed,
  REASON_CLASSES,
  TERMS,
  USES,
  type FollowUpDraft,
} from './terms'

interface Props {
  draft: FollowUpDraft
  change: (part: Partial<FollowUpDraft>) => void
}

/** What is known of the source: why, on what terms, how they know, who on the desk knows them. */
export function FollowUpFields({ draft, change }: Props) {
  const { data: people = [] } = useQuery(peopleQuery)
  return (
    <>
      <Select
        label={t`Kind of reason`}
        data={listed(REASON_CLASSES)}
        value={draft.reason_class}
        allowDeselect={false}
        onChange={(reason_class) => change({ reason_class: reason_class ?? 'none_given' })}
      />
      <Textarea
        label={t`Why is the source not named?`}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <Textarea
        label={t`The article’s words for it`}
        description={t`What readers are told of the reason.`}
        autosize
        minRows={1}
        maxLength={2000}
        value={draft.reason_words}
        onChange={(event) => change({ reason_words: event.currentTarget.value })}
      />
      <Select
        label={t`Use in the article`}
        data={listed(USES)}
        value={draft.use}
        allowDeselect={false}
        onChange={(use) => change({ use: use ?? 'other' })}
      />
      <Group grow align="flex-end" gap="sm">
        <Select
          label={t`The source gives`}
          data={listed(CONTENT)}
          value={draft.content}
          allowDeselect={false}
          onChange={(content) => change({ content: content ?? 'unknown' })}
        />
        <Select
          label={t`The source knows it`}
          data={listed(KNOWLEDGE)}
          value={draft.knowledge}
          allowDeselect={false}
          onChange={(knowledge) => change({ knowledge: knowledge ?? 'unknown' })}
        />
      </Group>
      <Textarea
        label={t`How do they know?`}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.basis_of_knowledge}
        onChange={(event) => change({ basis_of_knowledge: event.currentTarget.value })}
      />
      <Select
        label={t`Terms agreed with the source`}
        data={listed(TERMS)}
        value={draft.terms}
        allowDeselect={false}
        onChange={(terms) => change({ terms: terms ?? 'unknown' })}
      />
      <Select
        label={t`Colleague who knows the identity`}
        placeholder={t`Nobody yet`}
        clearable
        data={people.map((person) => ({ value: String(person.id), label: person.name }))}
        value={draft.known_to === null ? null : String(draft.known_to)}
        onChange={(id) => change({ known_to: id === null ? null : Number(id) })}
      />
      {draft.known_to !== null && (
        <TextInput
          label={t`When they were told`}
          type="datetime-local"
          value={draft.told_at}
          onChange={(event) => change({ told_at: event.currentTarget.value })}
        />
      )}
      <Group grow align="flex-end" gap="sm">
        <NumberInput
          label={t`People behind the words`}
          placeholder={t`Not known`}
          min={0}
          max={99}
          allowDecimal={false}
          value={draft.source_count ?? ''}
          onChange={(count) => change({ source_count: count === '' ? null : Number(count) })}
        />
        <NumberInput
          label={t`Corroborations`}
          min={0}
          max={99}
          allowDecimal={false}
          value={draft.corroborations}
          onChange={(count) => change({ corroborations: Number(count) || 0 })}
        />
      </Group>
      <TextInput
        label={t`Due`}
        type="datetime-local"
        value={draft.due}
        onChange={(event) => change({ due: event.currentTarget.value })}
      />
    </>
  )
}
