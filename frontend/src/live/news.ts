import { useSyncExternalStore } from 'react'
import type { LiveChange } from './connection'

/** What happened and is not shown yet, so that nothing moves while somebody reads or types. */
class News<K, V> {
  private held = new Map<K, V>()
  private readonly watchers = new Set<() => void>()

  get(key: K): V | undefined {
    return this.held.get(key)
  }

  set(key: K, value: V): void {
    this.held.set(key, value)
    this.tell()
  }

  drop(key: K): void {
    if (this.held.delete(key)) this.tell()
  }

  clear(): void {
    this.held = new Map()
    this.tell()
  }

  readonly watch = (changed: () => void): (() => void) => {
    this.watchers.add(changed)
    return () => this.watchers.delete(changed)
  }

  private tell(): void {
    for (const changed of this.watchers) changed()
  }
}

/** By the list's query: claims that fit it and are not in it. */
export const freshClaims = new News<string, ReadonlySet<number>>()

/** By the list's query: claims that stand in it and fit it no longer. */
export const leftClaims = new News<string, ReadonlySet<number>>()

/** By claim: what colleagues did since it was read, oldest first. */
export const claimNews = new News<number, readonly LiveChange[]>()

export const useFresh = (list: string): ReadonlySet<number> | undefined =>
  useSyncExternalStore(freshClaims.watch, () => freshClaims.get(list))

export const useLeft = (list: string): ReadonlySet<number> | undefined =>
  useSyncExternalStore(leftClaims.watch, () => leftClaims.get(list))

export const useNews = (claim: number): readonly LiveChange[] | undefined =>
  useSyncExternalStore(claimNews.watch, () => claimNews.get(claim))
