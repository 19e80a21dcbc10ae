import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { api, unwrap, type Claim, type ClaimDetail } from '../api/client'
import { sessionQuery, type ClaimFilter } from '../api/queries'
import type { LiveChange } from './connection'
import { idsOf, isListed, replaceRows, type Listed } from './merge'
import { claimNews, freshClaims, leftClaims } from './news'
import { Pace } from './pace'
import { isTyping } from './typing'

const ROWS = { soon: 100, every: 400 }
const REST = { soon: 400, every: 1000 }
const AT_ONCE = 100
const FIGURES = { soon: 2_000, every: 10_000 }
/** Rows at the end of what is loaded, by which is told what would stand beyond it. */
const EDGE = 5
/** Questions that failed are asked again, at first after this and then more seldom. */
const AGAIN = { first: 1_000, longest: 30_000 }
const REMEMBERED = 500

const NONE: ReadonlySet<number> = new Set()

/** What else shows a thing of this kind: the beginnings of its queries' keys. */
const SHOWN_IN: Record<string, string[]> = {
  article: ['articles'],
  comment: ['comments'],
  ingest: ['ingests'],
  scale: ['scales'],
  person: ['people'],
  token: ['tokens'],
  filter: ['views'],
  desk: ['policy', 'desks'],
  followup: ['ledger'],
  reply: ['replies'],
}

/**
 * Takes what colleagues did into what this page has read. Rows are replaced where they stand, new
 * ones wait to be asked for, and everything is gathered up: fifty changes a second are a handful of
 * questions.
 */
export class Sync {
  private readonly client: QueryClient
  /** Changed claims, and articles that brought claims. */
  private claims = new Set<number>()
  private articles = new Set<number>()
  private stale = new Map<string, QueryKey>()
  private recent = new Map<number, Claim>()
  private readonly rows = new Pace(() => this.readRows(), ROWS.soon, ROWS.every)
  private readonly rest = new Pace(() => this.readRest(), REST.soon, REST.every)
  private readonly figures = new Pace(() => this.readFigures(), FIGURES.soon, FIGURES.every)
  private failures = 0
  private retry: number | undefined
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
    this.figures.stop()
    window.clearTimeout(this.retry)
    this.stopWatching()
    freshClaims.clear()
    leftClaims.clear()
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
        this.claims.add(claim)
        this.open(change, me)
      } else if (entity === 'article' && article !== null) this.articles.add(article)
    }
    this.makeStale(['claims', 'counts'])
    this.figures.ask()
    if (this.claims.size + this.articles.size > 0) this.rows.ask()
  }

  /** These claims were found to be checked before: nobody changed them, and their rows show it. */
  marked(claims: readonly number[]): void {
    for (const id of claims) {
      this.claims.add(id)
      if (this.client.getQueryData(['claim', id]) !== undefined) this.makeStale(['claim', id])
    }
    this.makeStale(['claims', 'counts'])
    this.rows.ask()
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

  /** Figures count many things and are dear to ask for: now and then is often enough. */
  private async readFigures(): Promise<void> {
    await this.client.invalidateQueries({ queryKey: ['figures'] })
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
    this.claims = new Set()
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
      const got = new Set<number>()
      for (const { query, data } of lists)
        if (query.isActive())
          for (const id of await this.compare(
            query.queryKey[1] as ClaimFilter,
            data,
            [...claims],
            articles,
          ))
            got.add(id)
      await this.replace([...claims].filter((id) => known.has(id) && !got.has(id)))
      this.failures = 0
    } catch {
      // The line broke in between: these are asked for again, whether or not something comes next.
      for (const id of claims) this.claims.add(id)
      for (const id of articles) this.articles.add(id)
      const wait = Math.min(AGAIN.longest, AGAIN.first * 2 ** this.failures)
      this.failures += 1
      window.clearTimeout(this.retry)
      this.retry = window.setTimeout(() => this.rows.ask(), wait)
    }
  }

  private async replace(ids: readonly number[]): Promise<void> {
    for (const portion of portions(ids, AT_ONCE)) this.take(await ask({ ids: portion }))
  }

  /** Puts claims as they are now into every list that shows them. */
  private take(rows: readonly Claim[]): void {
    for (const row of rows) {
      this.recent.delete(row.id)
      this.recent.set(row.id, row)
    }
    for (const id of this.recent.keys()) {
      if (this.recent.size <= REMEMBERED) break
      this.recent.delete(id)
    }
    for (const { query } of this.lists()) this.repair(query.queryKey)
  }

  /** An answer that was under way while a row was replaced may bring the old one back. */
  private repair(key: QueryKey): void {
    const data = this.client.getQueryData(key)
    if (!isListed(key, data)) return
    const list = hashKey(key)
    const there = idsOf(data)
    // A list that was read again has no more of what left it.
    merge(
      leftClaims,
      list,
      new Set([...(leftClaims.get(list) ?? [])].filter((id) => !there.has(id))),
      NONE,
    )
    const repaired = replaceRows(data, this.recent)
    // Replacing rows makes a list no younger: what it lacks it still lacks.
    const updatedAt = this.client.getQueryState(key)?.dataUpdatedAt ?? 0
    if (repaired !== data) this.client.setQueryData(key, repaired, { updatedAt })
  }

  /**
   * What changed against a list in sight: those that fit it and would stand among its rows are said
   * to be new, those of its rows that fit no longer are marked. Answers which claims it has read.
   */
  private async compare(
    filter: ClaimFilter,
    data: Listed,
    changed: readonly number[],
    articles: ReadonlySet<number>,
  ): Promise<readonly number[]> {
    const there = idsOf(data)
    const brought: number[] = []
    for (const article of articles)
      if (filter.article === undefined || filter.article === article)
        brought.push(...(await ask({ ...filter, article })).map(({ id }) => id))
    const asked = [...new Set([...changed, ...brought.filter((id) => !there.has(id))])]
    if (asked.length === 0) return []
    const edge = edgeOf(data)
    const fitting = new Set<number>()
    const fresh = new Set<number>()
    for (const portion of portions(asked, AT_ONCE - EDGE)) {
      const rows = await ask({ ...filter, ids: [...new Set([...portion, ...edge])] })
      this.take(rows)
      const end = Math.max(...edge.map((id) => rows.findIndex((row) => row.id === id)), -1)
      for (const [at, { id }] of rows.entries()) {
        fitting.add(id)
        // Beyond the end it is no news: it comes with the next page.
        if (!there.has(id) && (end === -1 || at < end)) fresh.add(id)
      }
    }
    const list = hashKey(['claims', filter])
    const settled = new Set(asked)
    merge(freshClaims, list, settled, fresh)
    merge(
      leftClaims,
      list,
      fitting,
      new Set(changed.filter((id) => there.has(id) && !fitting.has(id))),
    )
    return [...fitting]
  }
}

const ask = async (query: ClaimFilter & { ids?: number[] }): Promise<Claim[]> =>
  (await unwrap(api.GET('/api/v1/claims', { params: { query: { ...query, limit: AT_ONCE } } })))
    .items

function* portions(ids: readonly number[], size: number): Generator<number[]> {
  for (let from = 0; from < ids.length; from += size) yield ids.slice(from, from + size)
}

/** The last rows of a list of which there is more; none where it is loaded whole. */
function edgeOf(data: Listed): number[] {
  const last = data.pages.at(-1)
  if (last?.next == null) return []
  return last.items.slice(-EDGE).map(({ id }) => id)
}

/** Takes some claims out of what is held of a list, and puts others in. */
function merge(
  news: typeof freshClaims,
  list: string,
  without: ReadonlySet<number>,
  added: ReadonlySet<number>,
): void {
  const before = news.get(list)
  const kept = [...(before ?? [])].filter((id) => !without.has(id))
  if (added.size === 0 && kept.length === (before?.size ?? 0)) return
  news.set(list, new Set([...kept, ...added]))
}
