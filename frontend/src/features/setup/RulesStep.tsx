import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Radio, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, etag, unwrap } from '../../api/client'
import { queryClient } from '../../api/queries'
import { useSend } from '../../lib/send'
import { ErrorState, Loading, Refusal } from '../../ui/states'
import { policyQuery, presetsQuery } from '../policies/queries'
import { Axis } from '../scales/Axis'
import { deskScalesQuery } from '../scales/queries'

const BASIC = 'basic'

/** A rating scale, and what is demanded of unnamed sources; both can be changed at any time. */
export function RulesStep({ desk, done }: { desk: number; done: () => void }) {
  const policy = useQuery(policyQuery(desk))
  const scales = useQuery(deskScalesQuery(desk))
  const presets = useQuery(presetsQuery)
  const [scale, setScale] = useState<string | null>(null)
  const [chosenPreset, setPreset] = useState<string | null>(null)
  const { busy, problem, send } = useSend()
  const failed = [policy, scales, presets].find(({ isError }) => isError)
  if (failed !== undefined)
    return <ErrorState error={failed.error} retry={() => void failed.refetch()} />
  if (policy.data === undefined || scales.data === undefined || presets.data === undefined)
    return <Loading lines={6} />
  const { rules, version } = policy.data
  // A desk that has decided already keeps what it demands unless another is chosen.
  const preset = chosenPreset ?? (version === 0 ? BASIC : '')
  const chosen = scale ?? scales.data.find((each) => each.default)?.key ?? null
  const shown = scales.data.find(({ key }) => key === chosen)
  const followups = presets.data.find(({ key }) => key === preset)?.policy
  const save = () =>
    send(async () => {
      const saved = await unwrap(
        api.PUT('/api/v1/desks/{desk_id}/policy', {
          params: { path: { desk_id: desk }, header: { 'If-Match': etag(version) } },
          body: {
            ...rules,
            verdicts: { ...rules.verdicts, scale: chosen ?? 'five_step' },
            ...(followups === undefined ? {} : { followups }),
          },
        }),
      )
      queryClient.setQueryData(policyQuery(desk).queryKey, saved)
      done()
    })
  return (
    <Stack>
      {problem !== null && <Refusal>{problem.message}</Refusal>}
      <div>
        <Select
          label={t`Rating scale`}
          description={t`Verdicts are given on it. You can make your own later.`}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={scales.data.map(({ key, name }) => ({ value: key, label: name }))}
          value={chosen}
          onChange={setScale}
          data-autofocus
        />
        {shown !== undefined && <Axis options={shown.options} />}
      </div>
      <Radio.Group
        label={t`What you ask for before an unnamed source is let through`}
        description={t`After published policies, in our words. Every check can be changed later.`}
        value={preset}
        onChange={setPreset}
      >
        <Stack gap={8} mt="xs">
          {presets.data.map(({ key, name }) => (
            <Radio key={key} value={key} label={name} />
          ))}
        </Stack>
      </Radio.Group>
      <div className="page-actions">
        <Button loading={busy} onClick={() => void save()}>
          <Trans>Go on</Trans>
        </Button>
        <Button variant="default" onClick={done}>
          <Trans>Decide later</Trans>
        </Button>
      </div>
    </Stack>
  )
}
