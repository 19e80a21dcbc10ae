import { Trans } from '@lingui/react/macro'
import { Button, Kbd } from '@mantine/core'
import { IconCursorText } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { keyLabel } from '../../app/keys'
import classes from './pick.module.css'

interface Props {
  active: boolean
  toggle: () => void
  /** What else stands in the line above the text. */
  tools: ReactNode
}

/** The line above the text: selecting words by keyboard, and the keys for it while that goes on. */
export function CaretBar({ active, toggle, tools }: Props) {
  return (
    <>
      <div className={classes.bar}>
        {tools}
        <Button
          size="xs"
          className={classes.select}
          variant="default"
          aria-pressed={active}
          leftSection={<IconCursorText size={14} aria-hidden />}
          onClick={toggle}
        >
          <Trans>Select words by keyboard</Trans>&nbsp;<Kbd size="xs">{keyLabel('caret')}</Kbd>
        </Button>
      </div>
      {active && (
        <p className={classes.keys} id="caret-keys">
          <Trans>
            <kbd>←</kbd> <kbd>→</kbd> word, <kbd>↑</kbd> <kbd>↓</kbd> line, with <kbd>Shift</kbd> to
            select on, <kbd>Enter</kbd> to mark, <kbd>Esc</kbd> to leave
          </Trans>
        </p>
      )}
    </>
  )
}
