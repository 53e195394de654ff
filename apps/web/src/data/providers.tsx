'use client'

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useInBrowser } from '#look/use-in-browser.ts'
import { ToastProvider } from '#ui/toast.tsx'
import { LocaleProvider } from '#words/locale.tsx'
import { clientFailure, mayRetry } from './failure.ts'
import { createApiClient, TRPCProvider } from './trpc.ts'

const TRY_AGAIN_MS = 5000

/** Everything below runs in the browser only: the exported pages hold the splash and nothing in any language. */
export function Providers({ children, splash }: { children: ReactNode; splash: ReactNode }) {
  return useInBrowser() ? <BrowserProviders>{children}</BrowserProviders> : splash
}

function BrowserProviders({ children }: { children: ReactNode }) {
  const [queries] = useState(createQueries)
  const [client] = useState(createApiClient)
  return (
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={client} queryClient={queries}>
        <LocaleProvider>
          <ToastProvider>{children}</ToastProvider>
        </LocaleProvider>
      </TRPCProvider>
    </QueryClientProvider>
  )
}

function createQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: askWhoIsSignedIn }),
    mutationCache: new MutationCache({ onError: askWhoIsSignedIn }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnReconnect: true,
        refetchInterval: ({ state }) => state.status === 'error' && mayRetry(state.error) && TRY_AGAIN_MS,
        staleTime: 15_000,
        retry: (count, error) => count < 2 && mayRetry(error),
        retryDelay: (count) => Math.min(1000 * 2 ** count, 8000),
      },
      mutations: { networkMode: 'always' },
    },
  })
  /** A session that ended shows in any call; the answer of `me.get` then leads to the sign-in page. */
  function askWhoIsSignedIn(error: unknown): void {
    if (clientFailure(error).code !== 'NOT_SIGNED_IN') return
    const me = queries.getQueryCache().findAll({ queryKey: [['me', 'get']] })
    if (me.some((query) => query.state.data)) void queries.invalidateQueries({ queryKey: [['me', 'get']] })
  }
  return queries
}
