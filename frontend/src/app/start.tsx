import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from '../api/queries'
import { later, lazyPart } from '../lib/later'
import { watchSheets } from '../lib/sheets'
import { makeRouter } from '../router'
import { theme } from '../theme'
import { ErrorBoundary } from '../ui/ErrorBoundary'
import { adoptTheme } from './themeSheet'

// What is said before they are there waits for them.
const Messages = lazyPart(
  later(() => import('./Messages')),
  (m) => m.Messages,
)

/** Puts the page into its place. The words must be there: see `loadWords`. */
export function start(root: HTMLElement): void {
  adoptTheme(theme)
  watchSheets()
  createRoot(root).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <MantineProvider
          theme={theme}
          defaultColorScheme="auto"
          withCssVariables={false}
          withGlobalClasses={false}
        >
          <ErrorBoundary>
            <Suspense>
              <Messages />
            </Suspense>
          </ErrorBoundary>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={makeRouter()} />
          </QueryClientProvider>
        </MantineProvider>
      </I18nProvider>
    </StrictMode>,
  )
}
