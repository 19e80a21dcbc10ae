import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Claim } from '../../api/client'
import { Refusal } from '../../ui/states'
import { claimsWord, type Refused } from './bulk'
import classes from './Bulk.module.css'

interface Props {
  refused: Refused
  /** The claims in sight, to call the refused ones by their words. */
  rows: readonly Claim[]
  leaveOut: (claims: number[]) => void
  takeAll: (count: number) => void
}

/** Which claims stood in the way, by name, with the reason of each, and how to go on. */
export function RefusedClaims({
  refused: { detail, claims, count },
  rows,
  leaveOut,
  takeAll,
}: Props) {
  const all = claimsWord(count ?? 0)
  const words = new Map(rows.map(({ id, text }) => [id, text]))
  return (
    <Refusal title={t`Nothing was changed`}>
      <p className={classes.detail}>{detail}</p>
      {claims.length > 0 && (
        <>
          <ul className={classes.refused} tabIndex={0} aria-label={t`Claims that stand in the way`}>
            {claims.map(({ claim, detail: why }) => (
              <li key={claim}>
                <Link to="/claims/$claimId" params={{ claimId: claim }} dir="auto">
                  {words.get(claim) ?? t`Claim ${claim}`}
                </Link>
                <span className={classes.why}>{why}</span>
              </li>
            ))}
          </ul>
          <Button
            size="xs"
            variant="default"
            onClick={() => leaveOut(claims.map(({ claim }) => claim))}
          >
            {plural(claims.length, { one: 'Leave it out', other: 'Leave these # out' })}
          </Button>
        </>
      )}
      {count !== null && count > 0 && (
        <Group>
          <Button size="xs" variant="default" onClick={() => takeAll(count)}>
            <Trans>Select all {all}</Trans>
          </Button>
        </Group>
      )}
    </Refusal>
  )
}
