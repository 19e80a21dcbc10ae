import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, type FormEvent } from 'react'
import { api, etag, unwrap, type Crosswalk, type RatingScale } from '../../api/client'
import { settleDraft, useFollowingDraft } from '../../lib/drafts'
import { listOf } from '../../lib/lists'
import { useSend } from '../../lib/send'
import { ErrorState, Loading, Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import { OtherWords } from '../outbox/OtherWords'
import { crosswalksQuery, deskScalesQuery, refreshScales } from './queries'
import classes from './scales.module.css'

const CLAIMREVIEW = 'claimreview'

/** How the scale's labels are said elsewhere: in ClaimReview, or on a partner's scale. */
export function CrosswalkEditor({ desk, scale }: { desk: number; scale: RatingScale }) {
  const [target, setTarget] = useState(CLAIMREVIEW)
  const walks = useQuery(crosswalksQuery(desk, scale.key, target))
  const scales = useQuery(deskScalesQuery(desk))
  const current = walks.data?.find(({ scale_version }) => scale_version === scale.version)
  const others = (scales.data ?? []).filter(({ key }) => key !== scale.key)
  return (
    <section className="panel" aria-labelledby="walk">
      <h2 id="walk">
        <Trans>How it is said elsewhere</Trans>
      </h2>
      <Select
        label={t`Where`}
        maw={320}
        mb="sm"
        allowDeselect={false}
        data={[
          { value: CLAIMREVIEW, label: t`ClaimReview, for search engines` },
          ...others.map(({ key, name }) => ({ value: key, label: name })),
        ]}
        value={target}
        onChange={(value) => setTarget(value ?? CLAIMREVIEW)}
      />
      {walks.isPending && <Loading lines={4} label={t`Loading the cross-walk`} />}
      {walks.isError && <ErrorState error={walks.error} retry={() => void walks.refetch()} />}
      {walks.data !== undefined && (
        <Walk
          key={target}
          desk={desk}
          scale={scale}
          target={target}
          current={current}
          labels={others.find(({ key }) => key === target)?.options ?? null}
        />
      )}
    </section>
  )
}

interface Props {
  desk: number
  scale: RatingScale
  target: string
  current: Crosswalk | undefined
  labels: RatingScale['options'] | null
}

interface Draft {
  /** The version of the cross-walk that it was begun on. */
  base: number
  /** By the label's key: how it is said there, and its number. */
  to: Record<string, string>
  values: Record<string, number | null>
  best: number
}

function Walk({ desk, scale, target, current, labels }: Props) {
  const axis = scale.options.filter(({ rank }) => rank !== null).length
  const key = `crosswalk:${desk}:${scale.key}:${scale.version}:${target}`
  const onDesk = useMemo<Draft>(
    () => ({
      base: current?.version ?? 0,
      to: Object.fromEntries(current?.entries.map(({ option, to }) => [option, to]) ?? []),
      values: Object.fromEntries(
        current?.entries.map(({ option, value }) => [option, value ?? null]) ?? [],
      ),
      best: current?.best ?? Math.max(axis, 2),
    }),
    [current, axis],
  )
  const [kept, change] = useFollowingDraft(key, onDesk, ({ base }) => base !== onDesk.base)
  const { to, values, best } = kept
  const { busy, problem, send } = useSend()
  const stale = problem?.status === 412
  const theirs = listOf(Object.values(onDesk.to).map((words) => `“${words}”`))
  const saidAs = (option: string, words: string) =>
    change({ ...kept, to: { ...to, [option]: words } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const numbers = Object.values(values).some((value) => value !== null)
    const sent = send(async () => {
      await unwrap(
        api.PUT('/api/v1/scales/{scale_key}/crosswalks/{target}', {
          params: {
            path: { scale_key: scale.key, target },
            query: { desk },
            // Once theirs was shown, saving again puts this in its place.
            header: { 'If-Match': etag(stale ? (current?.version ?? 0) : kept.base) },
          },
          body: {
            scale_version: scale.version,
            best: labels === null && numbers ? best : null,
            entries: Object.entries(to)
              .filter(([, said]) => said.trim() !== '')
              .map(([option, said]) => ({
                option,
                to: said.trim(),
                value: labels === null ? (values[option] ?? null) : null,
              })),
          },
        }),
      )
      settleDraft(key, kept)
      await refreshScales()
      say(t`Saved.`)
    })
    // What a colleague saved meanwhile is shown.
    void sent.then((done) => (done ? undefined : refreshScales()))
  }
  return (
    <form onSubmit={submit}>
      {problem !== null && (
        <Refusal title={t`Not saved`}>
          {stale
            ? t`A colleague changed it meanwhile. It says now: ${theirs}. Saving again puts yours in its place.`
            : problem.message}
        </Refusal>
      )}
      <OtherWords of={key} />
      {scale.options.map(({ key, label, rank }) => (
        <div key={key} className={classes.walk}>
          <span>{label}</span>
          {labels === null ? (
            <TextInput
              aria-label={t`“${label}” is said there as`}
              placeholder={label}
              maxLength={80}
              value={to[key] ?? ''}
              onChange={(event) => saidAs(key, event.currentTarget.value)}
            />
          ) : (
            <Select
              aria-label={t`“${label}” is said there as`}
              placeholder={t`Not said there`}
              clearable
              clearButtonProps={{ 'aria-label': t`Not said there` }}
              data={labels.map((each) => ({ value: each.key, label: each.label }))}
              value={to[key] ?? null}
              onChange={(value) => saidAs(key, value ?? '')}
            />
          )}
          {labels === null && rank !== null && (
            <NumberInput
              aria-label={t`Number of “${label}”`}
              placeholder={t`Number`}
              min={1}
              max={100}
              allowDecimal={false}
              value={values[key] ?? ''}
              onChange={(value) =>
                change({
                  ...kept,
                  values: { ...values, [key]: typeof value === 'number' ? value : null },
                })
              }
            />
          )}
        </div>
      ))}
      {labels === null && (
        <NumberInput
          label={t`The best number`}
          maw={140}
          my="sm"
          min={2}
          max={100}
          value={best}
          onChange={(value) => change({ ...kept, best: typeof value === 'number' ? value : 2 })}
        />
      )}
      <Button type="submit" variant="default" loading={busy}>
        <Trans>Save the cross-walk</Trans>
      </Button>
    </form>
  )
}
