import { t } from '@lingui/core/macro'
import { useCallback, useMemo, useRef } from 'react'
import { api, ApiProblem, etag, unwrap, type Article, type Claim } from '../../api/client'
import { articleQuery, queryClient, refreshWork } from '../../api/queries'
import { offsetIndex } from '../../lib/offsets'
import type { Stretch } from '../../lib/wordSteps'
import { complain, offerUndo } from '../../ui/undo'
import { markingOf, remarked, type Marking } from './marking'
import { offerMine } from './offerMine'

/** The article as the page has it; a claim of it changed in place. */
function change(article: number, claim: Claim): void {
  queryClient.setQueryData<Article>(articleQuery(article).queryKey, (known) =>
    known === undefined
      ? known
      : { ...known, claims: known.claims.map((c) => (c.id === claim.id ? { ...c, ...claim } : c)) },
  )
}

const known = (article: number, claim: number): Claim | undefined =>
  queryClient
    .getQueryData<Article>(articleQuery(article).queryKey)
    ?.claims.find(({ id }) => id === claim)

/** A claim, and the version of it that was in view as its new marking was chosen. */
type Marked = Pick<Claim, 'id' | 'version'>

/** The words of a text between two offsets, in code points. */
export function reader(text: string): (at: Stretch) => string {
  const index = offsetIndex(text)
  return ([start, end]) => text.slice(index.toUtf16(start), index.toUtf16(end))
}

/**
 * Marking words of an article: shown at once, sent one after the other, taken back visibly where the
 * desk refuses, and each offers to be undone.
 */
export function useMarkings({ id: article, text }: { id: number; text: string }) {
  const words = useMemo(() => reader(text), [text])
  const line = useRef<Promise<unknown>>(Promise.resolve())
  /** By claim and version: the version that an answer to this page's own change made of it. */
  const own = useRef(new Map<string, number>())

  const put = useCallback(
    ({ id: claim, version: base }: Marked, to: Marking, said: string): Promise<boolean> => {
      const before = known(article, claim)
      if (before === undefined) return Promise.resolve(false)
      const from = markingOf(before)
      void queryClient.cancelQueries({ queryKey: articleQuery(article).queryKey })
      change(article, remarked(before, to, words))
      const send = async () => {
        // Whatever this page sent before has its answer by now. A version that somebody else made
        // is not followed: the words were not chosen with it in view.
        let version = base
        for (let next; (next = own.current.get(`${claim} ${version}`)) !== undefined; )
          version = next
        try {
          const saved = await unwrap(
            api.PUT('/api/v1/claims/{claim_id}/marking', {
              params: { path: { claim_id: claim }, header: { 'If-Match': etag(version) } },
              body: to,
            }),
          )
          if (saved.version > version) own.current.set(`${claim} ${version}`, saved.version)
          change(article, saved)
          offerUndo(said, () => void put(saved, from, t`The marks are as before.`))
          await refreshWork()
          return true
        } catch (error) {
          change(article, before)
          await refused(error, article, () => void put(known(article, claim) ?? before, to, said))
          return false
        }
      }
      const turn = line.current.then(send)
      line.current = turn
      return turn
    },
    [article, words],
  )

  const add = useCallback(
    async (at: Stretch): Promise<number | null> => {
      try {
        const added = await unwrap(
          api.POST('/api/v1/articles/{article_id}/claims', {
            params: { path: { article_id: article } },
            body: { spans: [[at[0], at[1]]], unnamed: false },
          }),
        )
        await refreshWork()
        offerUndo(t`The claim is on the desk.`, () => void takeBack(added.id))
        return added.id
      } catch (error) {
        complain(error)
        return null
      }
    },
    [article],
  )
  return { put, add, words }
}

/** A claim that was added by mistake is set aside, as any other: nothing is lost. */
async function takeBack(claim: number): Promise<void> {
  try {
    await unwrap(
      api.POST('/api/v1/claims/{claim_id}/dismissal', {
        params: { path: { claim_id: claim } },
        body: { reason: t`Added by mistake`, kind: 'other' },
      }),
    )
  } catch (error) {
    complain(error)
  }
  await refreshWork()
}

/** Says why it was not saved. Where somebody was faster theirs is shown, and ours can follow. */
async function refused(error: unknown, article: number, again: () => void): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: articleQuery(article).queryKey })
  if (error instanceof ApiProblem && error.status === 412) offerMine(again)
  else complain(error)
}
