import type { MeView, Right, SessionView } from '@baton/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext } from 'react'
import { type ClientFailure, clientFailure } from './failure.ts'
import { useLastFailure } from './last-failure.ts'
import { useTRPC } from './trpc.ts'

export type Session =
  | { readonly kind: 'asking' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown'; readonly error: unknown; readonly trying: boolean; readonly again: () => void }
  | { readonly kind: 'person'; readonly person: SessionView }

/** Who is signed in, as the server sees it. */
export function useSession(): Session {
  const trpc = useTRPC()
  const me = useQuery(trpc.me.get.queryOptions(undefined, { staleTime: 60_000 }))
  const failure = useLastFailure(me)
  if (me.data) return { kind: 'person', person: me.data }
  if (me.data === null) return { kind: 'nobody' }
  if (failure !== null)
    return { kind: 'unknown', error: failure, trying: me.isFetching, again: () => void me.refetch() }
  return { kind: 'asking' }
}

export const PersonContext = createContext<MeView | null>(null)

export function usePerson(): MeView {
  const person = useContext(PersonContext)
  if (person === null) throw new Error('usePerson outside the signed-in part')
  return person
}

export function useMay(right: Right): boolean {
  return usePerson().rights.includes(right)
}

/** Signs in by user name; resolves to why not, or null. */
export async function signIn(username: string, password: string): Promise<ClientFailure['code'] | null> {
  const answer = await fetch('/api/auth/sign-in/username', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
    signal: AbortSignal.timeout(20_000),
  }).catch(() => null)
  if (answer?.ok) return null
  const data: unknown = await answer?.json().catch(() => null)
  return clientFailure({ data }).code
}

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  return useCallback(async () => {
    await fetch('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    }).catch(() => null)
    queries.clear()
    location.assign('/sign-in/')
  }, [queries])
}
