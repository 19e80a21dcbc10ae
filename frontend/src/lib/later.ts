import { t } from '@lingui/core/macro'
import { lazyRouteComponent } from '@tanstack/react-router'
import { createElement, lazy, type ComponentType } from 'react'
import { isAway, PageAway } from './away'
import { missingSheets } from './sheets'

const PATIENCE = 2000
const HIDDEN = 300

let release = (): void => undefined
const standing = new Promise<void>((resolve) => {
  release = resolve
})

/** Says that the page shows what it was opened for. Once that is painted the rest may come. */
export function stands(): void {
  requestAnimationFrame(() => setTimeout(release))
  // A page out of sight is not painted.
  setTimeout(release, HIDDEN)
}

/**
 * A part of the page that is not what it was opened for: it is loaded once that stands, or has not
 * come for a while, since the first rows would wait for its script.
 */
export function later<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    await Promise.race([standing, new Promise((resolve) => setTimeout(resolve, PATIENCE))])
    return load()
  }
}

/** Loads what the next key may open, once the page stands. Where that fails it is loaded on the key. */
export function soon(load: () => Promise<unknown>): void {
  void later(load)().catch(() => undefined)
}

/** What makes the parts that did not come ready to be asked for again. */
const failed = new Set<() => void>()

/**
 * A part of the page with a script of its own. React would remember for good that it did not come;
 * this is loaded anew the next time it is shown, once what caught the failure calls `loadAgain`.
 */
export function lazyPart<Script, Props extends object>(
  load: () => Promise<Script>,
  partOf: (script: Script) => ComponentType<Props>,
): ComponentType<Props> {
  const once = async () => {
    try {
      await missingSheets()
      return { default: partOf(await load()) }
    } catch (cause) {
      failed.add(() => {
        current = lazy(once)
      })
      throw new Error(
        t`A part of this page did not come. Try again, or load the page anew: what you typed is kept.`,
        { cause },
      )
    }
  }
  let current = lazy(once)
  return (props) => createElement(current as ComponentType<Props>, props)
}

/** For boundaries: from here on, what did not come is asked for again. */
export function loadAgain(): void {
  for (const renew of failed) renew()
  failed.clear()
}

/**
 * A whole page with a script of its own, loaded before it takes the place of the one before. Where
 * the desk cannot be reached it throws `PageAway`; a script that a newer version of claimdesk has
 * replaced makes the router load everything anew, once.
 */
export function lazyPage<Script extends object>(
  load: () => Promise<Script>,
  name: keyof Script & string,
) {
  const once = async () => {
    try {
      await missingSheets()
      // What a page is made of must not be asked here: it knows the router, which is made of pages.
      return (await load()) as Record<string, ComponentType>
    } catch (cause) {
      failed.add(() => {
        current = make()
      })
      throw (await isAway()) ? new PageAway(cause) : cause
    }
  }
  const make = () => lazyRouteComponent<Record<string, ComponentType>, string>(once, name)
  let current = make() as ComponentType & { preload?: () => Promise<void> | undefined }
  const Page = () => createElement(current)
  return Object.assign(Page, { preload: () => current.preload?.() })
}
