import { Kbd } from '@mantine/core'
import { useCombos } from '../app/combos'
import { writeCombo, type KeyName } from '../app/keys'

/** The key of an action, beside its button; it changes when somebody gives the action another. */
export function Key({ name }: { name: Exclude<KeyName, 'rate'> }) {
  return <Kbd size="xs">{writeCombo(useCombos()[name])}</Kbd>
}
