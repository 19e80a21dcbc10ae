import { plural } from '@lingui/core/macro'
import { UnstyledButton } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import type { ClaimFilter } from '../api/queries'
import classes from './Live.module.css'
import { useLiveClaims } from './useLiveClaims'

/** Says that claims have come in; the list moves only when somebody asks for them. */
export function NewClaims({ filter }: { filter: ClaimFilter }) {
  const { fresh, show } = useLiveClaims(filter)
  return (
    <div role="status">
      {fresh > 0 && (
        <UnstyledButton className={classes.fresh} onClick={() => void show()}>
          <IconArrowUp size={16} aria-hidden />
          {plural(fresh, { one: 'Show # new claim', other: 'Show # new claims' })}
        </UnstyledButton>
      )}
    </div>
  )
}
