import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Checkbox, MultiSelect, NumberInput, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { deskScalesQuery } from '../scales/queries'
import type { FullRules } from './fields'
import classes from './policy.module.css'

interface Part<K extends keyof FullRules> {
  value: FullRules[K]
  change: (next: Partial<FullRules[K]>) => void
}

/** A number field whose value is never empty: what is no number is not taken. */
const whole = (take: (value: number) => void) => (value: string | number) => {
  if (typeof value === 'number') take(value)
}

export function AssignmentFields({ value, change }: Part<'assignment'>) {
  return (
    <section className="panel" aria-labelledby="assignment">
      <h2 id="assignment">
        <Trans>How claims find their checkers</Trans>
      </h2>
      <div className={classes.fields}>
        <NumberInput
          label={t`A claim stays with its holder, in hours`}
          description={t`Without a sign of work on it; then a colleague may take it over.`}
          min={1}
          max={168}
          decimalScale={2}
          value={value.lease_minutes / 60}
          onChange={whole((hours) => change({ lease_minutes: Math.round(hours * 60) }))}
        />
        <NumberInput
          label={t`Claims a person holds at most`}
          description={t`Then they are given no more; they may still be assigned some.`}
          min={1}
          max={500}
          allowDecimal={false}
          value={value.max_load}
          onChange={whole((max_load) => change({ max_load }))}
        />
        <Checkbox
          className={classes.wide}
          label={t`Give accepted claims out by themselves, every five minutes`}
          checked={value.automatic}
          onChange={(event) => change({ automatic: event.currentTarget.checked })}
        />
        {value.automatic && (
          <>
            <NumberInput
              label={t`From a checkworthiness of, in percent`}
              min={0}
              max={100}
              allowDecimal={false}
              value={Math.round(value.min_checkworthiness * 100)}
              onChange={whole((share) => change({ min_checkworthiness: share / 100 }))}
            />
            <div>
              <Checkbox
                label={t`To people who read the language`}
                checked={value.by_language}
                onChange={(event) => change({ by_language: event.currentTarget.checked })}
              />
              <Checkbox
                mt={6}
                label={t`To people of the section’s beat`}
                checked={value.by_beat}
                onChange={(event) => change({ by_beat: event.currentTarget.checked })}
              />
              <Checkbox
                mt={6}
                label={t`In their working hours`}
                checked={value.by_hours}
                onChange={(event) => change({ by_hours: event.currentTarget.checked })}
              />
            </div>
          </>
        )}
      </div>
    </section>
  )
}

export function VerdictFields({ desk, value, change }: Part<'verdicts'> & { desk: number }) {
  const scales = useQuery(deskScalesQuery(desk))
  const choices = (scales.data ?? []).map(({ key, name }) => ({ value: key, label: name }))
  return (
    <section className="panel" aria-labelledby="verdicts">
      <h2 id="verdicts">
        <Trans>How claims are judged</Trans>
      </h2>
      <div className={classes.fields}>
        <Select
          label={t`Rating scale`}
          description={t`Verdicts are given on it unless another is chosen.`}
          allowDeselect={false}
          data={choices}
          value={value.scale}
          onChange={(scale) => {
            if (scale !== null) change({ scale })
          }}
        />
        <MultiSelect
          label={t`Other scales on offer`}
          description={t`Which a checker may choose for a verdict.`}
          data={choices.filter((choice) => choice.value !== value.scale)}
          value={value.offered.filter((key) => key !== value.scale)}
          onChange={(offered) => change({ offered })}
        />
        <Checkbox
          className={classes.wide}
          label={t`Second opinions are blind: given without seeing the first verdict`}
          checked={value.blind}
          onChange={(event) => change({ blind: event.currentTarget.checked })}
        />
        <Checkbox
          className={classes.wide}
          label={t`Claims marked sensitive are not approved without a second opinion`}
          checked={value.second_opinion_if_sensitive}
          onChange={(event) => change({ second_opinion_if_sensitive: event.currentTarget.checked })}
        />
      </div>
    </section>
  )
}

export function EvidenceFields({ value, change }: Part<'evidence'>) {
  return (
    <section className="panel" aria-labelledby="evidence">
      <h2 id="evidence">
        <Trans>What a verdict rests on</Trans>
      </h2>
      <div className={classes.fields}>
        <NumberInput
          label={t`Independent sources at least`}
          description={t`Those of one origin count once.`}
          min={1}
          max={20}
          allowDecimal={false}
          value={value.min_independent}
          onChange={whole((min_independent) => change({ min_independent }))}
        />
        <Checkbox
          className={classes.wide}
          label={t`Evidence may come from sources that are not named`}
          checked={value.allow_unnamed}
          onChange={(event) => change({ allow_unnamed: event.currentTarget.checked })}
        />
      </div>
    </section>
  )
}
