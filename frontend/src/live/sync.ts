import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { api, unwrap, type Claim, type ClaimDetail } from '../api/client'
import { sessionQuery, type ClaimFilter } from '../api/queries'
import type { LiveChange } from './connection'
import { idsOf, isListed, replaceRows } from './merge'
import { claimNews, freshClaims } from './news'
import { Pace } from './pace'
import { isTyping } from './typing'

const ROWS = { soon: 100, every: 400 }
const REST = { soon: 400, every: 1000 }
const AT_ONCE = 100
const REMEMBERED = 500

/** What else shows a thing of this kind: the beginnings of its queries' keys. */
const SHOWN_IN: Record<string, string[]> = {
  article: ['articles'],
  comment: ['comments'],
  reply: ['replies'],
  source: ['sources', 'source'],
  scale: ['scales'],
  person: ['people'],
  token: ['tokens'],
  filter: ['filters'],
  desk: ['policy'],
}

/**
 * Takes what colleagues did into what this page has read. Rows are replaced where they stand, new
 * ones wait to be asked for, and everything is gathered up: fifty changes a second are a handful of
 * questions.
 */
export class Sync {
  private readonly client: QueryClient
  /** Changed claims, and articles that brought claims. */
  private claims = new Map<number, LiveChange>()
  private articles = new Set<number>()
  private stale = new Map<string, QueryKey>()
  private recent = new Map<number, Claim>()
  private readonly rows = new Pace(() => this.readRows(), ROWS.soon, ROWS.every)
  private readonly rest = new Pace(() => this.readRest(), REST.soon, REST.every)
  private readonly stopWatching: () => void

  constructor(client: QueryClient) {
    this.client = client
    this.stopWatching = client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'success') return
      if (event.action.manual === true) return
      this.repair(event.query.queryKey as QueryKey)
    })
  }

  stop(): void {
    this.rows.stop()
    this.rest.stop()
    this.stopWatching()
    freshClaims.clear()
    claimNews.clear()
  }

  changes(changes: readonly LiveChange[]): void {
    const me = this.client.getQueryData(sessionQuery.queryKey)?.person.id
    for (const change of changes) {
      const { claim, article, entity } = change
      for (const root of SHOWN_IN[entity] ?? []) this.makeStale([root])
      if (article !== null)
        for (const root of ['article', 'report']) this.makeStale([root, article])
      if (claim !== null) {
        this.makeStale(['audit', claim])
        if (entity === 'comment') continue
        this.claims.set(claim, change)
        this.open(change, me)
      } else if (entity === 'article' && article !== null) this.articles.add(article)
    }
    this.makeStale(['claims', 'counts'])
    if (this.claims.size + this.articles.size > 0) this.rows.ask()
  }

  /** Too much has happened to be told one by one: everything in sight is read again. */
  everything(): void {
    void this.client.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] !== 'session',
    })
  }

  inbox(): void {
    this.makeStale(['inbox'])
  }

  /** A claim that is open is read again, or told about where somebody is typing. */
  private open(change: LiveChange, me: number | undefined): void {
    const id = change.claim ?? 0
    const key = ['claim', id]
    const shown = this.client.getQueryData<ClaimDetail>(key)
    if (shown === undefined) return
    const own = change.person !== null && change.person === me
    if (own && (change.version ?? 0) <= shown.version) return
    if (!own && isTyping()) claimNews.set(id, [...(claimNews.get(id) ?? []), change])
    else this.makeStale(key)
  }

  private makeStale(key: QueryKey): void {
    this.stale.set(hashKey(key), key)
    this.rest.ask()
  }

  private async readRest(): Promise<void> {
    const keys = [...this.stale.values()]
    this.stale.clear()
    await Promise.all(
      keys.map(async (queryKey) => {
        if (queryKey[0] === 'claim') claimNews.drop(queryKey[1] as number)
        await this.client.invalidateQueries({ queryKey })
      }),
    )
  }

  private lists() {
    return this.client
      .getQueryCache()
      .findAll({ queryKey: ['claims'] })
      .flatMap((query) => {
        const data = query.state.data
        return isListed(query.queryKey, data) ? [{ query, data }] : []
      })
  }

  private async readRows(): Promise<void> {
    const [claims, articles] = [this.claims, this.articles]
    this.claims = new Map()
    this.articles = new Set()
    const lists = this.lists()
    // A list that nobody sees is read again when somebody comes back to it.
    void this.client.invalidateQueries({
      queryKey: ['claims'],
      type: 'inactive',
      refetchType: 'none',
    })
    const known = new Set(lists.flatMap(({ data }) => [...idsOf(data)]))
    try {
      await this.replace([...claims.keys()].filter((id) => known.has(id)))
      await Promise.all(
        lists
          .filter(({ query }) => query.isActive())
          .map(({ query, data }) => {
            const there = idsOf(data)
            const others = [...claims.keys()].filter((id) => !there.has(id))
            return this.lookForNew(query.queryKey[1] as ClaimFilter, others, articles)
          }),
      )
    } catch {
      // The line broke in between: these are asked for with what comes next.
      for (const [id, change] of claims) if (!this.claims.has(id)) this.claims.set(id, change)
      for (const id of articles) this.articles.add(id)
    }
  }

  private async replace(ids: readonly number[]): Promise<void> {
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const portion = ids.slice(from, from + AT_ONCE)
      const query = { ids: portion, limit: AT_ONCE }
      const { items } = await unwrap(api.GET('/api/v1/claims', { params: { query } }))
      for (const row of items) {
        this.recent.delete(row.id)
        this.recent.set(row.id, row)
      }
      for (const id of this.recent.keys()) {
        if (this.recent.size <= REMEMBERED) break
        this.recent.delete(id)
      }
      for (const { query: list } of this.lists()) this.repair(list.queryKey)
    }
  }

  /** An answer that was under way while a row was replaced may bring the old one back. */
  private repair(key: QueryKey): void {
    const data = this.client.getQueryData(key)
    if (!isListed(key, data)) return
    const repaired = replaceRows(data, this.recent)
    // Replacing rows makes a list no younger: what it lacks it still lacks.
    const updatedAt = this.client.getQueryState(key)?.dataUpdatedAt ?? 0
    if (repaired !== data) this.client.setQueryData(key, repaired, { updatedAt })
  }

  /** Claims that now fit a list and are not in it: said, and shown when somebody wants them. */
  private async lookForNew(
    filter: ClaimFilter,
    ids: readonly number[],
    articles: ReadonlySet<number>,
  ): Promise<void> {
    const list = hashKey(['claims', filter])
    const asked: ClaimFilter[] = []
    for (const article of articles)
      if (filter.article === undefined || filter.article === article)
        asked.push({ ...filter, article })
    const found: number[] = []
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const query = { ...filter, ids: ids.slice(from, from + AT_ONCE), limit: AT_ONCE }
      const { items } = await unwrap(api.GET('/api/v1/claims', { params: { query } }))
      found.push(...items.map(({ id }) => id))
    }
    for (const query of asked) {
      const { items } = await unwrap(
        api.GET('/api/v1/claims', { params: { query: { ...query, limit: AT_ONCE } } }),
      )
      found.push(...items.map(({ id }) => id))
    }
    if (found.length === 0 && ids.length === 0) return
    const left = new Set(ids)
    const before = [...(freshClaims.get(list) ?? [])].filter((id) => !left.has(id))
    freshClaims.set(list, new Set([...before, ...found]))
  }
}
