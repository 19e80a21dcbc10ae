/** What an address of the administration says of the desk it is about. */
export const readDesk = (search: Record<string, unknown>): { desk?: number } =>
  typeof search.desk === 'number' ? { desk: search.desk } : {}
