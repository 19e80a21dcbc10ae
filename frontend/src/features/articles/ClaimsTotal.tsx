import { Plural } from '@lingui/react/macro'

/** How many claims an article has, the number standing out. */
export const ClaimsTotal = ({ total }: { total: number }) => (
  <Plural
    value={total}
    one={
      <span>
        <strong>#</strong> claim
      </span>
    }
    other={
      <span>
        <strong>#</strong> claims
      </span>
    }
  />
)
