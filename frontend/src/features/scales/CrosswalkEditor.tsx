import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, etag, unwrap, type Crosswalk, type RatingScale } from '../../api/client'
import { useSend } from '../../lib/send'
import { ErrorState, Loading, Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
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
          key={`${target} ${current?.version ?? 0}`}
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

function Walk({ desk, scale, target, current, labels }: Props) {
  const known = new Map(current?.entries.map((entry) => [entry.option, entry]))
  const [to, setTo] = useState(new Map([...known].map(([key, entry]) => [key, entry.to])))
  const [values, setValues] = useState(
    new Map([...known].map(([key, entry]) => [key, entry.value ?? null])),
  )
  const axis = scale.options.filter(({ rank }) => rank !== null).length
  const [best, setBest] = useState(current?.best ?? Math.max(axis, 2))
  const { busy, problem, send } = useSend()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const numbers = [...values.values()].some((value) => value !== null)
    void send(async () => {
      await unwrap(
        api.PUT('/api/v1/scales/{scale_key}/crosswalks/{target}', {
          params: {
            path: { scale_key: scale.key, target },
            query: { desk },
            header: { 'If-Match': etag(current?.version ?? 0) },
          },
          body: {
            scale_version: scale.version,
            best: labels === null && numbers ? best : null,
            entries: [...to]
              .filter(([, said]) => said.trim() !== '')
              .map(([option, said]) => ({
                option,
                to: said.trim(),
                value: labels === null ? (values.get(option) ?? null) : null,
              })),
          },
        }),
      )
      await refreshScales()
      say(t`Saved.`)
    })
  }
  return (
    <form onSubmit={submit}>
      {problem !== null && <Refusal>{problem.message}</Refusal>}
      {scale.options.map(({ key, label, rank }) => (
        <div key={key} className={classes.walk}>
          <span>{label}</span>
          {labels === null ? (
            <TextInput
              aria-label={t`“${label}” is said there as`}
              placeholder={label}
              maxLength={80}
              value={to.get(key) ?? ''}
              onChange={(event) => setTo(new Map(to).set(key, event.currentTarget.value))}
            />
          ) : (
            <Select
              aria-label={t`“${label}” is said there as`}
              placeholder={t`Not said there`}
              clearable
              clearButtonProps={{ 'aria-label': t`Not said there` }}
              data={labels.map((each) => ({ value: each.key, label: each.label }))}
              value={to.get(key) ?? null}
              onChange={(value) => setTo(new Map(to).set(key, value ?? ''))}
            />
          )}
          {labels === null && rank !== null && (
            <NumberInput
              aria-label={t`Number of “${label}”`}
              placeholder={t`Number`}
              min={1}
              max={100}
              allowDecimal={false}
              value={values.get(key) ?? ''}
              onChange={(value) =>
                setValues(new Map(values).set(key, typeof value === 'number' ? value : null))
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
          onChange={(value) => setBest(typeof value === 'number' ? value : 2)}
        />
      )}
      <Button type="submit" variant="default" loading={busy}>
        <Trans>Save the cross-walk</Trans>
      </Button>
    </form>
  )
}
