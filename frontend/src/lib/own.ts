let owner = ''

/** What this browser keeps belongs to whoever is signed in: on a shared computer nobody sees another's. */
export function draftsOf(person: number): void {
  owner = String(person)
}

/** Where this browser keeps something of whoever is signed in. */
export const ownPlace = (kind: string, key: string) => `claimdesk:${kind}:${owner}:${key}`
