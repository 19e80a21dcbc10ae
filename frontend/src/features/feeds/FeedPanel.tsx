import { t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { showDistance } from '../../lib/dates'
import { pauseFeed, removeFeed } from './actions'
import classes from '../../ui/record.module.css'
import type { Feed } from './queries'

/** A feed, how reading it goes, and what can be done about it. */
export function FeedPanel({ feed }: { feed: Feed }) {
  const [busy, setBusy] = useState(false)
  const act = async (done: Promise<unknown>) => {
    setBusy(true)
    await done
    setBusy(false)
  }
  const { failures, taken_in: count } = feed
  const last = feed.checked_at === null ? '' : showDistance(feed.checked_at)
  const next = showDistance(feed.next_at)
  return (
    <section className="panel" aria-labelledby={`feed-${feed.id}`}>
      <h2 id={`feed-${feed.id}`} className={classes.name} dir="auto">
        {feed.source}{' '}
        <span className={classes.state} data-bad={failures > 0 || undefined}>
          {feed.paused ? (
            <Trans>paused</Trans>
          ) : failures > 0 ? (
            <Plural value={failures} one="# failure in a row" other="# failures in a row" />
          ) : (
            <Trans>read</Trans>
          )}
        </span>
      </h2>
      <p className={classes.url}>{feed.url}</p>
      <p className={classes.facts}>
        <span>
          <Plural value={count} one="# article came of it" other="# articles came of it" />
        </span>
        <span>{last === '' ? t`not read yet` : t`last read ${last}`}</span>
        {!feed.paused && <span>{t`read again ${next}`}</span>}
      </p>
      {feed.problem !== '' && <p className={classes.problem}>{feed.problem}</p>}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          loading={busy}
          onClick={() => void act(pauseFeed(feed, !feed.paused))}
        >
          {feed.paused ? t`Go on` : t`Pause`}
        </Button>
        {failures > 0 && !feed.paused && (
          <Button
            size="xs"
            variant="default"
            loading={busy}
            onClick={() => void act(pauseFeed(feed, false))}
          >
            <Trans>Read it now</Trans>
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          loading={busy}
          onClick={() => void act(removeFeed(feed))}
        >
          <Trans>Remove</Trans>
        </Button>
      </Group>
    </section>
  )
}
