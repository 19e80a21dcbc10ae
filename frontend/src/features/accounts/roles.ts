import type { Me } from '../../api/client'

/** Whether somebody is an admin of a desk. Pages hide by it what the API would refuse. */
export const isAdmin = (me: Me | null | undefined): boolean =>
  me?.desks.some((desk) => desk.role === 'admin') ?? false
