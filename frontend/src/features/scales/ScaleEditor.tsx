import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { RatingOption } from '../../api/client'
import { settleDraft, useDraft } from '../../lib/drafts'
import { useSend } from '../../lib/send'
import { Refusal } from '../../ui/states'
import { OtherWords } from '../outbox/OtherWords'
import { LabelRow } from './LabelRow'
import { differences, labelsOf, optionsOf, type Label } from './options'
import classes from './scales.module.css'

const blank = (): Label => ({
  key: '',
  label: '',
  meaning: '',
  off: null,
  retired: false,
  known: false,
})

interface Draft {
  name: string
  labels: Label[]
}

export interface ScaleData {
  name: string
  options: ReturnType<typeof optionsOf>
}

interface Props {
  /** Under which name what is typed is kept in this browser. */
  draft: string
  name: string
  options: RatingOption[]
  save: (data: ScaleData) => Promise<void>
  cancel: () => void
}

/** Labels in their order, the truest first; before a new version it says what will differ. */
export function ScaleEditor({ draft: key, name: first, options, save, cancel }: Props) {
  const [begun] = useState<Draft>(() => ({
    name: first,
    labels: options.length > 0 ? labelsOf(options) : [blank(), blank()],
  }))
  const [kept, setKept, drop] = useDraft(key, begun)
  const { name, labels } = kept
  const setName = (next: string) => setKept({ ...kept, name: next })
  const setLabels = (next: Label[]) => setKept({ ...kept, labels: next })
  const { busy, problem, send } = useSend()
  const written = optionsOf(labels)
  const differ = [
    ...(first !== '' && name.trim() !== first ? [t`It is now called “${name}”`] : []),
    ...differences(options, written),
  ]
  const isNew = options.length === 0
  const change = (at: number, next: Partial<Label>) =>
    setLabels(labels.map((each, i) => (i === at ? { ...each, ...next } : each)))
  const move = (at: number, by: -1 | 1) => {
    const moved = [...labels]
    const [taken] = moved.splice(at, 1)
    if (taken !== undefined) moved.splice(at + by, 0, taken)
    setLabels(moved)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(async () => {
      await save({ name: name.trim(), options: written })
      settleDraft(key, kept)
    })
  }
  const leave = () => {
    drop()
    cancel()
  }
  return (
    <form onSubmit={submit} className="panel">
      {problem !== null && <Refusal>{problem.message}</Refusal>}
      <OtherWords of={key} />
      <TextInput
        label={t`Name of the scale`}
        maxLength={120}
        required
        withAsterisk={false}
        maw={420}
        mb="sm"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p className={classes.muted}>
        <Trans>
          The truest label comes first. The number is its step, 1 the least true; a label that is
          neither more nor less true has none.
        </Trans>
      </p>
      <ol className={classes.labels}>
        {labels.map((label, at) => (
          <LabelRow
            key={label.known ? label.key : `new-${at}`}
            label={label}
            rank={written[at]?.rank ?? null}
            first={at === 0}
            last={at === labels.length - 1}
            change={(next) => change(at, next)}
            move={(by) => move(at, by)}
            remove={() => setLabels(labels.filter((_, i) => i !== at))}
          />
        ))}
      </ol>
      <Button
        variant="default"
        size="xs"
        mb="md"
        disabled={labels.length >= 40}
        onClick={() => setLabels([...labels, blank()])}
      >
        <Trans>Add a label</Trans>
      </Button>
      {!isNew && (
        <section aria-live="polite" aria-labelledby="differs">
          <h3 id="differs">
            <Trans>What will differ</Trans>
          </h3>
          {differ.length === 0 ? (
            <p className={classes.muted}>
              <Trans>Nothing yet.</Trans>
            </p>
          ) : (
            <ul>
              {differ.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </section>
      )}
      <div className="page-actions">
        <Button type="submit" loading={busy} disabled={!isNew && differ.length === 0}>
          {isNew ? t`Make the scale` : t`Make a new version`}
        </Button>
        <Button variant="default" onClick={leave}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </form>
  )
}
