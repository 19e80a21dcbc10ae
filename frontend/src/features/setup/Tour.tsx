import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { usePreference } from '../../lib/preferences'
import classes from './setup.module.css'
import { TOUR } from './tour'

/**
 * A few words on the queue and a claim, beside the page and never over what is read: one goes on
 * working. Escape or the button ends it, and for whoever is signed in it then stays away.
 */
export function Tour() {
  const [on, turn] = usePreference(TOUR, false)
  const [at, setAt] = useState(0)
  const title = useRef<HTMLHeadingElement>(null)
  const steps = [
    {
      title: t`This is the queue`,
      text: t`Each line is something an article says, with who said it. The weightiest stands first. An eye crossed out marks a source without a name.`,
    },
    {
      title: t`Go through it by keys`,
      text: t`j and k move, a takes a claim, d dismisses one that is no fact. The question mark shows all keys; you can change them or turn them off.`,
    },
    {
      title: t`Open a claim`,
      text: t`Its page shows the words in the article, who is behind them, and what was found. Add links that bear it out or speak against it.`,
    },
    {
      title: t`A source without a name`,
      text: t`Such a claim opens a follow-up: why they stay unnamed, who here knows them, what bears them out. Until it is settled the claim is not approved.`,
    },
    {
      title: t`Two people, then readers`,
      text: t`Whoever writes a verdict hands it in; an editor approves it under Approvals. What is published goes to your CMS. Next: add your colleagues under Admin.`,
    },
  ]
  const moved = useRef(false)
  useEffect(() => {
    // Going on, a screen reader reads the new step; the first one takes no focus from the page.
    if (moved.current) title.current?.focus()
  }, [at])
  const step = steps[at]
  if (!on || step === undefined) return null
  const go = (to: number) => {
    moved.current = true
    setAt(to)
  }
  const number = at + 1
  const all = steps.length
  return (
    <section
      className={`${classes.tour} no-print`}
      aria-labelledby="tour-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        turn(false)
      }}
    >
      <h2 id="tour-title" ref={title} tabIndex={-1}>
        {step.title}
      </h2>
      <p>{step.text}</p>
      <div className={classes.tourEnd}>
        <span className={classes.where}>
          <Trans>
            {number} of {all}
          </Trans>
        </span>
        <span className="page-actions">
          {at > 0 && (
            <Button size="xs" variant="default" onClick={() => go(at - 1)}>
              <Trans>Back</Trans>
            </Button>
          )}
          {number < all && (
            <Button size="xs" onClick={() => go(at + 1)}>
              <Trans>Next</Trans>
            </Button>
          )}
          <Button
            size="xs"
            variant={number < all ? 'subtle' : 'filled'}
            onClick={() => turn(false)}
          >
            {number < all ? t`End the tour` : t`Done`}
          </Button>
        </span>
      </div>
    </section>
  )
}
