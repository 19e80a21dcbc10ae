let owner = ''

const forgetters: (() => void)[] = []

/** Says how to forget what a page remembers of whoever is signed in beside what the desk answered. */
export function forgetBy(forget: () => void): void {
  forgetters.push(forget)
}

/** Nothing of whoever was signed in is left on the page to the next person. */
export function forgetPerson(): void {
  for (const forget of forgetters) forget()
}

/** What this browser keeps belongs to whoever is signed in: on a shared computer nobody sees another's. */
export function draftsOf(person: number): void {
  // Their session may have ended without their signing out.
  if (owner !== '' && owner !== String(person)) forgetPerson()
  owner = String(person)
}

/** Who is signed in, as this browser's places have it; empty before anybody was. */
export const personNow = (): string => owner

/** Where this browser keeps something of whoever is signed in. */
export const ownPlace = (kind: string, key: string) => `claimdesk:${kind}:${owner}:${key}`
