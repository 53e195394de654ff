import type { AppRouter } from '@baton/api'
import {
  createTRPCClient,
  type HTTPBatchLinkOptions,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCLink,
} from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

export type ApiClient = ReturnType<typeof createApiClient>

export function createApiClient() {
  return createTRPCClient<AppRouter>({
    links: [
      plainPages,
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url: '/api/trpc' }),
        false: httpBatchLink({ url: '/api/trpc', maxURLLength: 2000, maxItems: 8, fetch: fetchWithin }),
      }),
    ],
  })
}

const PATIENCE_MS = 20_000

/** A read that never ends would leave its room waiting for ever; a write may take what it takes. */
const fetchWithin: NonNullable<HTTPBatchLinkOptions<AppRouter['_def']['_config']['$types']>['fetch']> = (
  input,
  init = {},
) => {
  const { signal } = init
  const limit = new AbortController()
  const stop = () => limit.abort()
  if (init.method !== 'POST') setTimeout(stop, PATIENCE_MS)
  if (signal?.aborted) stop()
  else signal?.addEventListener('abort', stop, { once: true })
  return fetch(input, { ...init, signal: limit.signal } as RequestInit)
}

/** An infinite query adds a direction, and a cursor of null for its first page; the API refuses keys it does not know. */
const plainPages: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next({ ...op, input: withoutPageHints(op.input) })

function withoutPageHints(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('direction' in input)) return input
  const { direction: _, ...rest } = input
  if (!('cursor' in rest) || rest.cursor !== null) return rest
  const { cursor: __, ...first } = rest
  return first
}
