import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ClaimDetail } from '../../api/client'
import { useKeys } from '../../app/keys'
import { useText, writeText } from '../../lib/preferences'
import { Key } from '../../ui/Key'
import { notNow } from '../claims/refusals'
import classes from './Evidence.module.css'
import { EvidenceCard } from './EvidenceCard'
import { EvidenceForm } from './EvidenceForm'
import { ordered, orderOf, orders } from './order'

/** The reader's own, for every claim. */
const ORDER = 'evidence-order'

export function EvidencePanel({ claim }: { claim: ClaimDetail }) {
  const [adding, setAdding] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    // The form takes the focus with it: it goes on where the form was opened.
    flushSync(() => setAdding(false))
    button.current?.focus()
  }
  const standing = claim.evidence.filter((item) => item.retracted_at === null)
  const order = orderOf(useText(ORDER, 'stance'))
  const open = claim.state !== 'dismissed'
  const changed =
    claim.verdicts.findLast((verdict) => verdict.withdrawn === null)?.changed_since_verdict ?? []
  useKeys({ evidence: open ? () => setAdding(true) : notNow(claim, 'evidence') })
  return (
    <section aria-labelledby="evidence-title" className="panel">
      <Group justify="space-between" mb="sm">
        <h2 id="evidence-title">
          <Trans>Evidence</Trans>
        </h2>
        {open && !adding && (
          <Button
            ref={button}
            size="xs"
            variant="default"
            onClick={() => setAdding(true)}
            rightSection={<Key name="evidence" />}
          >
            <Trans>Add evidence</Trans>
          </Button>
        )}
      </Group>
      {adding && <EvidenceForm claim={claim.id} others={standing} onClose={close} />}
      {standing.length === 0 && !adding && (
        <Text c="var(--muted)">
          <Trans>Nothing yet. A verdict needs at least one piece that it rests on.</Trans>
        </Text>
      )}
      {claim.evidence.length > 1 && (
        <NativeSelect
          size="xs"
          w="fit-content"
          mb="xs"
          aria-label={t`Order of the evidence`}
          data={orders()}
          value={order}
          onChange={(event) => writeText(ORDER, event.currentTarget.value)}
        />
      )}
      <ul className={classes.list}>
        {ordered(claim.evidence, order).map((item) => (
          <EvidenceCard
            key={item.id}
            claim={claim.id}
            item={item}
            editable={open}
            changed={changed.includes(item.id)}
            others={standing.filter(({ id }) => id !== item.id)}
            origin={claim.evidence.find(({ id }) => id === item.common_origin_with)}
          />
        ))}
      </ul>
    </section>
  )
}
