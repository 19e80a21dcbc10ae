import { Text } from '@mantine/core'
import type { FollowUp } from '../../api/client'
import { FollowUpFacts } from './FollowUpFacts'
import { FollowUpForm } from './FollowUpForm'

/** The ledger entry of an unnamed source. It has no field for the source's name, on purpose. */
export function FollowUpPanel({ entry }: { entry: FollowUp }) {
  return (
    <section aria-labelledby="followup-title" className="panel" data-tone="alarm">
      <h2 id="followup-title">Unnamed source</h2>
      <Text size="sm" mb="sm">
        <strong>Never write the source’s name here.</strong> Record which colleague knows it.
      </Text>
      {entry.outcome === null ? <FollowUpForm entry={entry} /> : <FollowUpFacts entry={entry} />}
    </section>
  )
}
