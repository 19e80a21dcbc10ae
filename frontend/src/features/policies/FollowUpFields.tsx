import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Checkbox, NumberInput, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Role } from '../../api/client'
import { roleChoices } from '../accounts/words'
import { checkChoices } from './checks'
import type { FullRules } from './fields'
import classes from './policy.module.css'
import { presetsQuery } from './queries'

const NOBODY = 'nobody'
type FollowUps = FullRules['followups']

interface Props {
  value: FollowUps
  change: (next: Partial<FollowUps>) => void
}

/** What is demanded of an unnamed source, from scratch or after a house's published policy. */
export function FollowUpFields({ value, change }: Props) {
  const presets = useQuery(presetsQuery)
  const roles = roleChoices()
  const role = (label: string, now: Role, take: (next: Role) => void) => (
    <Select
      label={label}
      allowDeselect={false}
      data={roles}
      value={now}
      onChange={(next) => {
        if (next !== null) take(next)
      }}
    />
  )
  const signs = (label: string, use: 'hinges' | 'direct_quote' | 'other') => (
    <Select
      label={label}
      allowDeselect={false}
      data={[...roles, { value: NOBODY, label: t`Nobody has to` }]}
      value={value.approvers[use] ?? NOBODY}
      onChange={(next) =>
        change({
          approvers: {
            ...value.approvers,
            [use]: next === null || next === NOBODY ? null : next,
          },
        })
      }
    />
  )
  const days = (label: string, name: 'days_due' | 'days_expiry') => (
    <NumberInput
      label={label}
      min={1}
      max={365}
      allowDecimal={false}
      value={value[name]}
      onChange={(next) => {
        if (typeof next === 'number') change({ [name]: next })
      }}
    />
  )
  return (
    <section className="panel" aria-labelledby="followups">
      <h2 id="followups">
        <Trans>Unnamed sources</Trans>
      </h2>
      <Select
        label={t`Start from a published policy`}
        description={t`In our words; it fills in the fields below, which stay yours to change.`}
        placeholder={t`Choose one`}
        maw={420}
        mb="md"
        data={(presets.data ?? []).map(({ key, name }) => ({ value: key, label: name }))}
        value={null}
        onChange={(key) => {
          const preset = presets.data?.find((each) => each.key === key)
          if (preset !== undefined) change(preset.policy)
        }}
      />
      <Checkbox.Group
        label={t`What has to hold before a claim of an unnamed source is approved`}
        value={value.required}
        onChange={(required) => change({ required: required })}
      >
        <div className={classes.checks}>
          {checkChoices().map(({ value: key, label }) => (
            <Checkbox key={key} value={key} label={label} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={classes.fields}>
        <NumberInput
          mt="md"
          label={t`Independent corroborations`}
          min={1}
          max={9}
          allowDecimal={false}
          value={value.corroborations}
          onChange={(next) => {
            if (typeof next === 'number') change({ corroborations: next })
          }}
        />
        <Checkbox
          className={classes.wide}
          label={t`Only corroborations that are listed one by one count`}
          checked={value.corroborations_listed}
          onChange={(event) => change({ corroborations_listed: event.currentTarget.checked })}
        />
        {signs(t`Signs off if the article hinges on it`, 'hinges')}
        {signs(t`Signs off a direct quotation`, 'direct_quote')}
        {signs(t`Signs off everything else`, 'other')}
        {role(t`May waive a check`, value.waiver, (waiver) => change({ waiver }))}
        {role(t`May waive once it has expired`, value.late_waiver, (late_waiver) =>
          change({ late_waiver }),
        )}
        {role(t`Reads the notes on a source`, value.notes_readers, (notes_readers) =>
          change({ notes_readers }),
        )}
        {days(t`Due after, in days`, 'days_due')}
        {days(t`Expires after, in days`, 'days_expiry')}
        <Checkbox
          className={classes.wide}
          label={t`Whoever holds the claim reads the notes too`}
          checked={value.notes_for_holder}
          onChange={(event) => change({ notes_for_holder: event.currentTarget.checked })}
        />
      </div>
    </section>
  )
}
