import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Kbd, UnstyledButton } from '@mantine/core'
import { useState, type KeyboardEvent } from 'react'
import { strokeOf } from '../../app/combos'
import classes from './KeyHelp.module.css'
import { writeCombo } from '../../app/keys'

interface Props {
  combo: string
  does: string
  take: (combo: string) => void
}

/** A key that listens for another one: click it (or Enter on it) and press. */
export function Recorder({ combo, does, take }: Props) {
  const [waiting, setWaiting] = useState(false)
  const key = writeCombo(combo)
  const press = (event: KeyboardEvent) => {
    if (!waiting) return
    const stroke = strokeOf(event.nativeEvent)
    if (stroke === null) return
    // Tab goes on, as everywhere; Esc leaves the key as it is, and the dialog open.
    setWaiting(false)
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return
    // Of two keys one after the other the first stays.
    const first = combo.includes(' ') ? `${combo.split(' ')[0]} ` : ''
    take(first + stroke)
  }
  return (
    <UnstyledButton
      className={classes.record}
      data-waiting={waiting || undefined}
      aria-label={waiting ? t`Press the new key for: ${does}` : t`Change ${key}: ${does}`}
      onClick={() => setWaiting(true)}
      onKeyDown={press}
      onBlur={() => setWaiting(false)}
    >
      {waiting ? <Trans>Press…</Trans> : <Kbd>{key}</Kbd>}
    </UnstyledButton>
  )
}
