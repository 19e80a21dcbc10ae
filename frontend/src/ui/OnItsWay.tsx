import { useSilence } from '../app/keys'

/** In the place of a dialog whose script is still loading: keys are for it, not for the page. */
export function OnItsWay() {
  useSilence()
  return null
}
