import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Kbd, Modal, Switch } from '@mantine/core'
import { useState } from 'react'
import { conflictOf, resetCombos, setCombos, useCombos } from '../../app/combos'
import { useFocusBack } from '../../lib/focusBack'
import classes from './KeyHelp.module.css'
import { KEY_NAMES, KEYS, PLACES, useSingleKeys, writeCombo, type KeyName } from '../../app/keys'
import { Recorder } from './Recorder'
import { useRatingKeys } from './ratingKeys'

/** A key that somebody wants for an action while another has it. */
interface Clash {
  name: KeyName
  combo: string
  other: KeyName
}

/** Every key, and another one for whoever wants it. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  useFocusBack()
  const [on, turn] = useSingleKeys()
  const [changing, setChanging] = useState(false)
  return (
    <Modal opened={opened} onClose={onClose} title={t`Keyboard keys`} size="lg">
      <Group justify="space-between" align="flex-start">
        <Switch
          checked={on}
          onChange={(event) => turn(event.currentTarget.checked)}
          label={t`Single-key shortcuts`}
          description={t`Off: only keys with Ctrl, Alt or Cmd act, the arrows, Enter and Esc.`}
        />
        <Button
          size="xs"
          variant="default"
          aria-pressed={changing}
          onClick={() => setChanging(!changing)}
        >
          {changing ? <Trans>Done</Trans> : <Trans>Change keys</Trans>}
        </Button>
      </Group>
      <KeyTable changing={changing} />
    </Modal>
  )
}

function KeyTable({ changing }: { changing: boolean }) {
  const combos = useCombos()
  const digits = useRatingKeys()
  const [clash, setClash] = useState<Clash | null>(null)
  const [said, setSaid] = useState('')
  const take = (name: KeyName, combo: string) => {
    const other = conflictOf(name, combo)
    const key = writeCombo(combo)
    const does = i18n._(KEYS[name].does)
    if (other === null) {
      setCombos({ [name]: combo })
      setClash(null)
      setSaid(t`${key} is now: ${does}.`)
    } else {
      const has = i18n._(KEYS[other].does)
      setClash({ name, combo, other })
      setSaid(t`${key} has a use already: ${has}. Nothing was changed.`)
    }
  }
  const swap = ({ name, combo, other }: Clash) => {
    setCombos({ [name]: combo, [other]: combos[name] })
    setClash(null)
    setSaid(t`The two keys are swapped.`)
  }
  const changed = KEY_NAMES.some((name) => combos[name] !== KEYS[name].key)
  return (
    <>
      {changing && (
        <p className={classes.hint}>
          <Trans>
            Choose a key below and press the new one. The keys are yours, in this browser.
          </Trans>
        </p>
      )}
      <p role="status" className={classes.said}>
        {said}
      </p>
      <Group gap="xs">
        {clash !== null && combos[clash.other] === clash.combo && clash.other !== 'rate' && (
          <Button size="xs" variant="default" onClick={() => swap(clash)}>
            <Trans>Swap the two</Trans>
          </Button>
        )}
        {changing && changed && (
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              resetCombos()
              setClash(null)
              setSaid(t`All keys are as they were.`)
            }}
          >
            <Trans>Reset all keys</Trans>
          </Button>
        )}
      </Group>
      <div className={classes.places}>
        {Object.entries(PLACES).map(([place, title]) => (
          <section key={place} aria-label={i18n._(title)}>
            <h3>{i18n._(title)}</h3>
            <dl className={classes.keys}>
              {KEY_NAMES.filter((name) => KEYS[name].place === place).map((name) => (
                <div key={name}>
                  <dt>
                    {changing && name !== 'rate' ? (
                      <Recorder
                        combo={combos[name]}
                        does={i18n._(KEYS[name].does)}
                        take={(combo) => take(name, combo)}
                      />
                    ) : (
                      <Kbd>{name === 'rate' ? digits : writeCombo(combos[name])}</Kbd>
                    )}
                  </dt>
                  <dd>{i18n._(KEYS[name].does)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  )
}
