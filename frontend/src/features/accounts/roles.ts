import type { Me } from '../../api/client'

/** Whether somebody is an admin of a desk. Pages hide by it what the API would refuse. */
export const isAdmin = (me: Me | null | undefined): boolean =>
  me?.desks.some(({ role }) => role === 'admin') ?? false

/** Whether somebody decides on verdicts at a desk; admins do what editors do. */
export const isEditor = (me: Me | null | undefined): boolean =>
  me?.desks.some(({ role }) => role !== 'checker') ?? false
