import { useEffect, useRef } from 'react'

/** Something that can be done here and has no key: the palette finds it. */
export interface Offer {
  id: string
  does: string
  act: () => void
}

let offering: { current: readonly Offer[] }[] = []

/** Offers these as long as the component is there. */
export function useOffers(offers: readonly Offer[]): void {
  const current = useRef(offers)
  useEffect(() => {
    current.current = offers
  })
  useEffect(() => {
    offering = [...offering, current]
    return () => {
      offering = offering.filter((one) => one !== current)
    }
  }, [])
}

/** What is offered here and now, once each: what came last, such as a pane, has it. */
export const offered = (): Offer[] => [
  ...new Map(offering.flatMap(({ current }) => current).map((offer) => [offer.id, offer])).values(),
]
