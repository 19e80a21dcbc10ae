import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowsUpDown,
  IconCheck,
  IconHandFinger,
  IconPencil,
  IconPlus,
  IconX,
  type Icon,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Revision } from '../../api/client'
import { ButtonLink } from '../../ui/ButtonLink'
import { EmptyState } from '../../ui/states'
import classes from './revisions.module.css'
import { reader } from './useMarkings'
import { usePlace } from './usePlace'
import { whereabouts, type Went, type Whereabouts } from './whereabouts'

const WENT: Record<Went, { label: MessageDescriptor; icon: Icon }> = {
  ambiguous: { label: msg`several places would do`, icon: IconAlertTriangle },
  gone: { label: msg`no longer in the text`, icon: IconX },
  edited: { label: msg`said differently`, icon: IconPencil },
  placed: { label: msg`placed by hand`, icon: IconHandFinger },
  moved: { label: msg`moved`, icon: IconArrowsUpDown },
  carried: { label: msg`as before`, icon: IconCheck },
  new: { label: msg`new in this version`, icon: IconPlus },
}

interface Props {
  article: number
  before: Revision
  after: Revision
}

/** Where each claim went; what has no place can be given one in the current text. */
export function ClaimsWent({ article, before, after }: Props) {
  const all = useMemo(() => whereabouts(before.claims, after.claims), [before, after])
  return (
    <section aria-labelledby="went-heading" className={classes.went}>
      <h2 id="went-heading">
        <Trans>Where the claims went</Trans>
      </h2>
      {all.length === 0 && (
        <EmptyState title={t`No claims`}>
          <Trans>Neither version has any.</Trans>
        </EmptyState>
      )}
      <ol className={classes.claims}>
        {all.map((claim) => (
          <Claim key={claim.claim} article={article} claim={claim} revision={after} />
        ))}
      </ol>
    </section>
  )
}

interface ClaimProps {
  article: number
  claim: Whereabouts
  revision: Revision
}

function Claim({ article, claim, revision }: ClaimProps) {
  const { label, icon: Sign } = WENT[claim.went]
  const { placedBy } = claim
  const lost = claim.after === null
  const said = claim.after ?? claim.before ?? ''
  return (
    <li data-went={claim.went} className={classes.claim}>
      <p className={classes.how}>
        <Sign size={15} aria-hidden />
        <strong>{i18n._(label)}</strong>
        {placedBy !== '' && (
          <span>
            <Trans>by {placedBy}</Trans>
          </span>
        )}
      </p>
      {claim.went === 'edited' && claim.before !== null && (
        <p className={classes.words} dir="auto">
          <del>{claim.before}</del>
        </p>
      )}
      <p className={classes.words} dir="auto">
        <Link to="/claims/$claimId" params={{ claimId: claim.claim }}>
          {lost ? <del>{said}</del> : claim.went === 'edited' ? <ins>{said}</ins> : said}
        </Link>
      </p>
      {lost && revision.current && <Placing article={article} claim={claim} text={revision.text} />}
    </li>
  )
}

/** The places to choose from; of those that share words the first, which is the likeliest. */
function apart(candidates: Whereabouts['candidates']): (readonly number[])[] {
  const chosen: (readonly number[])[] = []
  for (const at of candidates) {
    const [start = 0, end = 0] = at
    if (chosen.every(([from = 0, to = 0]) => end <= from || start >= to)) chosen.push(at)
  }
  return chosen
}

interface PlacingProps {
  article: number
  claim: Whereabouts
  text: string
}

/** Giving a claim its place: one of those that are like it, or any that somebody selects. */
function Placing({ article, claim, text }: PlacingProps) {
  const { busy, place } = usePlace()
  const words = useMemo(() => reader(text), [text])
  return (
    <div className={classes.placing}>
      {apart(claim.candidates).map(([start = 0, end = 0]) => (
        <div key={start} className={classes.candidate}>
          <span dir="auto">{words([start, end])}</span>
          <Button
            size="xs"
            variant="default"
            loading={busy}
            onClick={() => void place(claim.claim, [start, end])}
          >
            <Trans>It stands here</Trans>
          </Button>
        </div>
      ))}
      <div className={classes.buttons}>
        <ButtonLink
          to="/articles/$articleId"
          params={{ articleId: article }}
          search={{ place: claim.claim }}
          size="xs"
          variant="default"
        >
          <Trans>Select its words</Trans>
        </ButtonLink>
        {claim.went === 'ambiguous' && (
          <Button
            size="xs"
            variant="default"
            loading={busy}
            onClick={() => void place(claim.claim, null)}
          >
            <Trans>It is gone</Trans>
          </Button>
        )}
      </div>
    </div>
  )
}
