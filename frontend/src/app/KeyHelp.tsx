import { Kbd, Modal, Switch } from '@mantine/core'
import { keyLabel, KEYS, PLACES, useSingleKeys, type KeyName } from './keys'
import classes from './KeyHelp.module.css'

const NAMES = Object.keys(KEYS) as KeyName[]

export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [on, turn] = useSingleKeys()
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard keys" size="lg">
      <Switch
        checked={on}
        onChange={(event) => turn(event.currentTarget.checked)}
        label="Single-key shortcuts"
        description="Off: only Enter and Esc do, and the keys of your browser."
      />
      <div className={classes.places}>
        {Object.entries(PLACES).map(([place, title]) => (
          <section key={place} aria-label={title}>
            <h3>{title}</h3>
            <dl className={classes.keys}>
              {NAMES.filter((name) => KEYS[name].place === place).map((name) => (
                <div key={name}>
                  <dt>
                    <Kbd>{keyLabel(name)}</Kbd>
                  </dt>
                  <dd>{KEYS[name].does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
