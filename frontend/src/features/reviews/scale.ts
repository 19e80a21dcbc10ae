import { t } from '@lingui/core/macro'
import type { DeskScale, RatingOption } from '../../api/client'

/** The scale a desk rates by. */
export const scaleOf = (scales: readonly DeskScale[] | undefined, desk: number) =>
  scales?.find((known) => known.default && known.used_by === desk)

/** The ratings that can be given. */
export const optionsOf = (scale: DeskScale | undefined): RatingOption[] =>
  scale?.options.filter(({ retired }) => !retired) ?? []

/** What is said to a digit for which a scale of so many ratings has none. */
export const beyondScale = (most: number): string => t`The scale has ${most} ratings.`
