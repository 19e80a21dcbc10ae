import { t } from '@lingui/core/macro'
import {
  createBrowserHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router'
import { onSignedOut } from './api/client'
import { queryClient, sessionQuery } from './api/queries'
import { BareError, NotFound, RouteError } from './app/errors'
import { Shell } from './app/Shell'
import { readDesk } from './features/admin/search'
import { readAddress } from './features/articles/bookmarklet'
import { readArticlesWanted, readInArticle, readVersions } from './features/articles/filter'
import { readAuditFilter } from './features/audit/filter'
import { readQueue } from './features/claims/filter'
import { QueuePage } from './features/claims/QueuePage'
import { readFigures } from './features/dashboards/search'
import { readLedger } from './features/followups/ledger'
import { readInboxFilter } from './features/inbox/filter'
import { readAsked } from './features/matching/queries'
import { readSearch } from './features/search/filter'
import { loadMoreWords } from './i18n'
import { isAway, PageAway } from './lib/away'
import { lazyPage } from './lib/later'
import { expectPage } from './lib/pageTitle'
import { say } from './ui/undo'

const rootRoute = createRootRoute({
  errorComponent: BareError,
  beforeLoad: async ({ location }) => {
    if (location.pathname === '/') return
    try {
      await loadMoreWords()
    } catch (cause) {
      throw (await isAway()) ? new PageAway(cause) : cause
    }
  },
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { next?: string } =>
    typeof search.next === 'string' && search.next.startsWith('/') && !search.next.startsWith('//')
      ? { next: search.next }
      : {},
  component: lazyPage(() => import('./features/accounts/SignInPage'), 'SignInPage'),
})

const providerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/provider',
  component: lazyPage(() => import('./features/accounts/ProviderPage'), 'ProviderPage'),
})

const passwordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password',
  component: lazyPage(() => import('./features/accounts/PasswordPage'), 'PasswordPage'),
})
const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyPage(() => import('./features/setup/SetupPage'), 'SetupPage'),
})

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  component: Shell,
  errorComponent: BareError,
  beforeLoad: async ({ location }) => {
    const me = await queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (me === null) {
      // TanStack Router's way to redirect is to throw what redirect() makes.
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw redirect({ to: '/sign-in', search: { next: location.href } })
    }
    if (me.second_factor_due && location.pathname !== '/account') {
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw redirect({ to: '/account' })
    }
  },
})

const articleParams = {
  parse: ({ articleId }: { articleId: string }) => ({ articleId: Number(articleId) }),
}
const batchParams = {
  parse: ({ batchId }: { batchId: string }) => ({ batchId: Number(batchId) }),
}
const claimParams = {
  parse: ({ claimId }: { claimId: string }) => ({ claimId: Number(claimId) }),
}

const queueRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  validateSearch: readQueue,
  // The page that everybody comes for is no part of its own: that would be one more way to the desk.
  component: QueuePage,
})
const articlesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/articles',
  validateSearch: readArticlesWanted,
  component: lazyPage(() => import('./features/articles/ArticlesPage'), 'ArticlesPage'),
})
const addArticleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/articles/new',
  validateSearch: readAddress,
  component: lazyPage(() => import('./features/articles/AddArticlePage'), 'AddArticlePage'),
})
const batchesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/articles/batches',
  component: lazyPage(() => import('./features/batches/BatchesPage'), 'BatchesPage'),
})
const batchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/articles/batches/$batchId',
  params: batchParams,
  component: lazyPage(() => import('./features/batches/BatchPage'), 'BatchPage'),
})
const articleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/articles/$articleId',
  params: articleParams,
  validateSearch: readInArticle,
  component: lazyPage(() => import('./features/articles/ArticlePage'), 'ArticlePage'),
})
const revisionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/articles/$articleId/revisions',
  params: articleParams,
  validateSearch: readVersions,
  component: lazyPage(() => import('./features/articles/RevisionsPage'), 'RevisionsPage'),
})
const newVersionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/articles/$articleId/revise',
  params: articleParams,
  component: lazyPage(() => import('./features/articles/NewVersionPage'), 'NewVersionPage'),
})
const reportRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/articles/$articleId/report',
  params: articleParams,
  component: lazyPage(() => import('./features/reports/ReportPage'), 'ReportPage'),
})
const claimRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/claims/$claimId',
  params: claimParams,
  component: lazyPage(() => import('./features/claims/ClaimPage'), 'ClaimPage'),
})
const approvalsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/approvals',
  validateSearch: (search): { claim?: number } =>
    typeof search.claim === 'number' ? { claim: search.claim } : {},
  component: lazyPage(() => import('./features/reviews/ApprovalsPage'), 'ApprovalsPage'),
})
const figuresRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/dashboard',
  validateSearch: readFigures,
  component: lazyPage(() => import('./features/dashboards/FiguresPage'), 'FiguresPage'),
})
const ledgerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/followups',
  validateSearch: readLedger,
  component: lazyPage(() => import('./features/followups/LedgerPage'), 'LedgerPage'),
})
const inboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox',
  validateSearch: readInboxFilter,
  component: lazyPage(() => import('./features/inbox/InboxPage'), 'InboxPage'),
})
const searchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/search',
  validateSearch: readSearch,
  component: lazyPage(() => import('./features/search/SearchPage'), 'SearchPage'),
})
const matchesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/matches',
  validateSearch: readAsked,
  component: lazyPage(() => import('./features/matching/MatchesPage'), 'MatchesPage'),
})
const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  component: lazyPage(() => import('./features/account/AccountPage'), 'AccountPage'),
})
const adminRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/admin',
  component: lazyPage(() => import('./features/admin/AdminLayout'), 'AdminLayout'),
})
const adminStart = createRoute({
  getParentRoute: () => adminRoute,
  path: '/',
  beforeLoad: () => {
    // As above: the router is told by a throw.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw redirect({ to: '/admin/people', replace: true })
  },
})
const adminPages = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: '/people',
    component: lazyPage(() => import('./features/accounts/PeoplePage'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: '/desks',
    component: lazyPage(() => import('./features/accounts/DesksPage'), 'DesksPage'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: '/tokens',
    validateSearch: readDesk,
    component: lazyPage(() => import('./features/accounts/TokensPage'), 'TokensPage'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: '/feeds',
    validateSearch: readDesk,
    component: lazyPage(() => import('./features/feeds/FeedsPage'), 'FeedsPage'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: '/fact-checks',
    validateSearch: readDesk,
    component: lazyPage(() => import('./features/factchecks/ImportsPage'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: '/webhooks',
    validateSearch: readDesk,
    component: lazyPage(() => import('./features/webhooks/WebhooksPage'), 'WebhooksPage'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: '/scales',
    validateSearch: readDesk,
    component: lazyPage(() => import('./features/scales/ScalesPage'), 'ScalesPage'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: '/scales/$scaleKey',
    validateSearch: readDesk,
    component: lazyPage(() => import('./features/scales/ScalePage'), 'ScalePage'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: '/policy',
    validateSearch: readDesk,
    component: lazyPage(() => import('./features/policies/PolicyPage'), 'PolicyPage'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: '/audit',
    validateSearch: readAuditFilter,
    component: lazyPage(() => import('./features/audit/AuditPage'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: '/health',
    component: lazyPage(() => import('./features/admin/HealthPage'), 'HealthPage'),
  }),
] as const

const nowhereRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '$',
  component: NotFound,
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  providerRoute,
  passwordRoute,
  setupRoute,
  shellRoute.addChildren([
    queueRoute,
    articlesRoute,
    addArticleRoute,
    batchesRoute,
    batchRoute,
    articleRoute,
    revisionsRoute,
    newVersionRoute,
    reportRoute,
    claimRoute,
    approvalsRoute,
    figuresRoute,
    ledgerRoute,
    inboxRoute,
    searchRoute,
    matchesRoute,
    accountRoute,
    adminRoute.addChildren([adminStart, ...adminPages]),
    nowhereRoute,
  ]),
])

/** The pages with what holds for all of them. Tests give it a history of their own. */
export function makeRouter(history: RouterHistory = createBrowserHistory()) {
  const router = createRouter({
    routeTree,
    history,
    scrollRestoration: true,
    defaultErrorComponent: RouteError,
  })
  router.subscribe('onBeforeNavigate', ({ pathChanged, fromLocation }) => {
    if (pathChanged && fromLocation !== undefined) expectPage()
  })
  onSignedOut(() => {
    // Several calls may find out at once; it is said once.
    if (queryClient.getQueryData(sessionQuery.queryKey) === null) return
    queryClient.setQueryData(sessionQuery.queryKey, null)
    const { href, pathname } = router.state.location
    if (pathname === '/sign-in') return
    say(t`You are no longer signed in. What you typed is kept.`)
    void router.navigate({ to: '/sign-in', search: { next: href } })
  })
  return router
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
