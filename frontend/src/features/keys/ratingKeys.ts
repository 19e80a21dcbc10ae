import { useQuery } from '@tanstack/react-query'
import { scalesQuery } from '../../api/queries'
import { KEYS } from '../../app/keyTable'
import { useDesk } from '../accounts/desk'
import { optionsOf, scaleOf } from '../reviews/scale'

/** The digits that give a rating on somebody's desk, as far as its scale goes; 0 is the tenth. */
export function useRatingKeys(): string {
  const { data: scales } = useQuery(scalesQuery)
  const desk = useDesk()
  const scale = desk === null ? undefined : scaleOf(scales, desk)
  const most = optionsOf(scale).length
  if (most === 0) return KEYS.rate.key
  if (most === 1) return '1'
  return most < 10 ? `1–${most}` : '1–9, 0'
}
