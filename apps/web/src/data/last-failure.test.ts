import { QueryClient, QueryObserver, type QueryObserverResult } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { failureOf } from './last-failure.ts'

/** What a screen shows of each state a read passes through. */
async function faces(answers: readonly (() => Promise<string>)[]): Promise<string[]> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const left = [...answers]
  const observer = new QueryObserver(client, { queryKey: ['orders'], queryFn: () => left.shift()?.(), enabled: false })
  const seen: string[] = []
  let kept: unknown = null
  const look = (read: QueryObserverResult<string | undefined>) => {
    kept = failureOf(read, kept)
    const face = read.data ?? (kept instanceof Error ? kept.message : 'waiting')
    if (seen.at(-1) !== face) seen.push(face)
  }
  const leave = observer.subscribe(look)
  for (const _ of answers) await observer.refetch()
  leave()
  client.clear()
  return seen
}

const fail = (why: string) => () => Promise.reject(new Error(why))

test('a failure stands while the next try is under way, until data come', async () => {
  expect(await faces([fail('gone'), fail('gone'), fail('refused'), async () => 'orders'])).toEqual([
    'waiting',
    'gone',
    'refused',
    'orders',
  ])
})

test('old data stay in sight while a new read fails', async () => {
  expect(await faces([async () => 'orders', fail('gone'), fail('gone')])).toEqual(['waiting', 'orders'])
})

test('a read that never failed does not inherit the failure of the one before it', () => {
  expect(failureOf({ data: undefined, error: null, errorUpdateCount: 0 }, new Error('gone'))).toBeNull()
})
