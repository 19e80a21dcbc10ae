import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { queryClient } from './api/queries'

const Providers = ({ children }: { children: ReactNode }) => (
  <MantineProvider>
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  </MantineProvider>
)

/** Renders a component as the page does, with its theme's provider and the queries' cache. */
export const show = (component: ReactNode) => render(component, { wrapper: Providers })

/** What openapi-fetch answers with, for a stub at the network's edge. */
export const answer = (status: number, body: unknown) =>
  ({
    ...(status < 400 ? { data: body } : { error: body }),
    response: new Response(null, { status }),
  }) as never
