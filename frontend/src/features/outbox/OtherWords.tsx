import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import {
  asidesText,
  dropAside,
  holdsWords,
  returnAside,
  setAside,
  typedIn,
  watchAsides,
} from '../../lib/asides'
import { keepDraft, readDraft } from '../../lib/drafts'
import { offerUndo } from '../../ui/undo'
import { takeBack } from './outbox'
import classes from './OtherWords.module.css'

interface Props {
  /** The key of the form's draft. */
  of: string
  /** Without a form they are only shown. */
  formless?: boolean
}

/**
 * What was typed for this draft in another tab and written over here: shown until it is used, or not
 * wanted. Using it sets aside, in turn, what stood in the field.
 */
export function OtherWords({ of, formless = false }: Props) {
  const text = useSyncExternalStore(watchAsides, () => asidesText(of))
  const asides = JSON.parse(text) as unknown[]
  const use = (aside: unknown) => {
    const now = readDraft(of)
    takeBack(of)
    dropAside(of, aside)
    keepDraft(of, aside)
    if (now !== null && !holdsWords(aside, now)) setAside(of, now, aside)
  }
  const discard = (aside: unknown) => {
    dropAside(of, aside)
    offerUndo(t`The other tab’s words are discarded.`, () => returnAside(of, aside))
  }
  return asides.map((aside) => (
    <Alert
      key={JSON.stringify(aside)}
      variant="outline"
      role="status"
      title={t`Another tab had other words for this`}
    >
      {Object.entries(typedIn(aside)).map(([field, words]) => (
        <blockquote key={field} className={classes.words} dir="auto">
          {words}
        </blockquote>
      ))}
      <Group gap="xs" mt="xs">
        {!formless && (
          <Button size="xs" variant="default" onClick={() => use(aside)}>
            <Trans>Use these words</Trans>
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => discard(aside)}>
          <Trans>Discard these words</Trans>
        </Button>
      </Group>
    </Alert>
  ))
}
