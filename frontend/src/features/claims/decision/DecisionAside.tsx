import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import type { ClaimDetail } from '../../../api/client'
import { useKeys } from '../../../app/keys'
import { CommentForm } from '../../comments/CommentForm'
import { FollowUpPanel } from '../../followups/FollowUpPanel'
import { Key } from '../../../ui/Key'
import classes from './Decision.module.css'

/** The follow-up of an unnamed source and what is said of the claim, each opened by a key. */
export function DecisionAside({ claim }: { claim: ClaimDetail }) {
  const [noting, note] = useDisclosure(false)
  const [following, followUp] = useDisclosure(false)
  const panel = useRef<HTMLDivElement>(null)
  useKeys({
    note: note.open,
    unnamed: () => {
      if (claim.follow_up !== null) followUp.open()
    },
  })
  useEffect(() => {
    if (following) panel.current?.focus()
  }, [following])
  return (
    <div className={classes.part}>
      <Group gap="xs">
        {claim.follow_up !== null && (
          <Button
            size="xs"
            variant="default"
            aria-expanded={following}
            onClick={followUp.toggle}
            rightSection={<Key name="unnamed" />}
          >
            <Trans>Follow-up</Trans>
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          aria-expanded={noting}
          onClick={note.toggle}
          rightSection={<Key name="note" />}
        >
          <Trans>Comment</Trans>
        </Button>
      </Group>
      {following && claim.follow_up !== null && (
        <div ref={panel} tabIndex={-1} className={classes.opened}>
          <FollowUpPanel entry={claim.follow_up} evidence={claim.evidence} />
        </div>
      )}
      {noting && (
        <div className={classes.opened}>
          <CommentForm claim={claim.id} autoFocus />
        </div>
      )}
    </div>
  )
}
