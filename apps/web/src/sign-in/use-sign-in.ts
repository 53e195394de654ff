import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { clientFailure } from '#data/failure.ts'
import { signIn } from '#data/session.ts'
import { useTRPC } from '#data/trpc.ts'
import { nextPage } from './next-page.ts'

export function useSignIn() {
  const [failure, setFailure] = useState<Awaited<ReturnType<typeof signIn>>>(null)
  const [busy, setBusy] = useState(false)
  const queries = useQueryClient()
  const trpc = useTRPC()
  const router = useRouter()
  async function enter(form: FormData): Promise<void> {
    setBusy(true)
    const outcome = await signIn(String(form.get('username')).trim(), String(form.get('password')))
    setFailure(outcome ?? (await goOn()))
    setBusy(false)
  }
  /** To the page that was asked for; resolves to why not, or null. */
  async function goOn(): Promise<typeof failure> {
    try {
      await queries.resetQueries(trpc.me.get.queryFilter())
      const person = await queries.fetchQuery(trpc.me.get.queryOptions())
      if (person) router.replace(nextPage(location.search, person.role))
      return null
    } catch (error) {
      return clientFailure(error).code
    }
  }
  return { failure, busy, enter }
}
