import { t } from '@lingui/core/macro'
import type { SpotlightActionData } from '@mantine/spotlight'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, unwrap } from '../../api/client'
import { peopleQuery } from '../../api/queries'
import { addressOf } from '../claims/filter'
import { BUILT_IN, viewsQuery } from '../claims/views'

const AT_LEAST = 2
const CLAIMS = 6
const OTHERS = 4

const claimsFor = (text: string) => ({
  queryKey: ['palette', 'claims', text],
  enabled: text.length >= AT_LEAST,
  queryFn: async () =>
    (await unwrap(api.GET('/api/v1/claims', { params: { query: { text, limit: CLAIMS } } }))).items,
})

const articlesFor = (text: string) => ({
  queryKey: ['palette', 'articles', text],
  enabled: text.length >= AT_LEAST,
  queryFn: async () =>
    (await unwrap(api.GET('/api/v1/articles', { params: { query: { text, limit: OTHERS } } })))
      .items,
})

const sourcesFor = (text: string) => ({
  queryKey: ['palette', 'sources', text],
  enabled: text.length >= AT_LEAST,
  queryFn: async () =>
    (await unwrap(api.GET('/api/v1/sources', { params: { query: { text, limit: OTHERS } } })))
      .items,
})

/**
 * What the desk has under these words, each with its page or its claims; nothing for one letter.
 * `typed` is what stands in the field by now, perhaps more than was looked for.
 */
export function usePaletteFinds(words: string, typed: string) {
  const navigate = useNavigate()
  const [claims, articles, sources] = useQueries({
    queries: [claimsFor(words), articlesFor(words), sourcesFor(words)],
  })
  const wanted = words.toLowerCase()
  const enabled = words.length >= AT_LEAST
  const people = useQuery({ ...peopleQuery, enabled })
  const views = useQuery({ ...viewsQuery, enabled })
  const named = <Thing extends { name: string }>(things: readonly Thing[] | undefined) =>
    enabled
      ? (things ?? []).filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, OTHERS)
      : []
  const builtIn = BUILT_IN.map(({ name, filter }, at) => ({
    id: `built-${at}`,
    name: name(),
    filter,
  }))
  // The desk has looked already, by stems and folded letters: the palette need not look again.
  const row = (
    id: string,
    label: string,
    description: string,
    onClick: () => void,
  ): SpotlightActionData => ({ id, label, description, keywords: [typed], onClick })
  const groups: { group: string; actions: SpotlightActionData[] }[] = [
    {
      group: t`Claims`,
      actions: (claims.data ?? []).map(({ id, text, article }) =>
        row(`claim-${id}`, text, article.title, () => {
          void navigate({ to: '/claims/$claimId', params: { claimId: id } })
        }),
      ),
    },
    {
      group: t`Articles`,
      actions: (articles.data ?? []).map(({ id, title, byline }) =>
        row(`article-${id}`, title, byline, () => {
          void navigate({ to: '/articles/$articleId', params: { articleId: id } })
        }),
      ),
    },
    {
      group: t`Sources`,
      actions: (sources.data ?? []).map(({ id, name }) =>
        row(`source-${id}`, name, t`the claims of this source`, () => {
          void navigate({ to: '/', search: { source: String(id) } })
        }),
      ),
    },
    {
      group: t`Colleagues`,
      actions: named(people.data?.filter(({ active }) => active)).map(({ id, name }) =>
        row(`person-${id}`, name, t`what they have in hand`, () => {
          void navigate({ to: '/', search: { assignee: String(id) } })
        }),
      ),
    },
    {
      group: t`Saved views`,
      actions: named([...builtIn, ...(views.data ?? [])]).map(({ id, name, filter }) =>
        row(`view-${id}`, name, t`a view of the queue`, () => {
          void navigate({ to: '/', search: addressOf(filter) })
        }),
      ),
    },
  ]
  const asked = [claims, articles, sources]
  return {
    groups,
    isError: asked.some(({ isError }) => isError),
    isFetching: asked.some(({ isFetching }) => isFetching),
  }
}
