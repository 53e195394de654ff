import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { silenceOf } from './silence.ts'

const gone = () => Promise.reject(new Error('no answer'))

it('a read under way is slow only after a while, and a new one starts anew', () => {
  const queries = new QueryClient()
  const stop = new QueryObserver(queries, { queryKey: ['a'], queryFn: () => new Promise(() => {}) }).subscribe(() => {})
  const since = new Map<string, number>()
  expect(silenceOf(queries.getQueryCache(), since, 0)).toBeNull()
  expect(silenceOf(queries.getQueryCache(), since, 5999)).toBeNull()
  expect(silenceOf(queries.getQueryCache(), since, 6000)).toBe('slow')
  stop()
  expect(silenceOf(queries.getQueryCache(), since, 7000)).toBeNull()
})

it('a failed read is told while it is in sight, also when older data stay', async () => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  queries.setQueryData(['a'], 1, { updatedAt: 1 })
  const observer = new QueryObserver(queries, { queryKey: ['a'], queryFn: gone })
  const stop = observer.subscribe(() => {})
  await observer.refetch()
  const look = () => silenceOf(queries.getQueryCache(), new Map(), 0)
  expect(look()).toBe('failing')
  stop()
  expect(look()).toBeNull()
})

it('nor does the next try of a read without data end what is told', async () => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  let isHanging = false
  const queryFn = () => (isHanging ? new Promise<never>(() => {}) : gone())
  const observer = new QueryObserver(queries, { queryKey: ['a'], queryFn })
  const stop = observer.subscribe(() => {})
  await observer.refetch()
  isHanging = true
  void observer.refetch()
  expect(silenceOf(queries.getQueryCache(), new Map(), 0)).toBe('failing')
  stop()
})

it('a refusal that no other try mends is no silence', async () => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const refused = () => Promise.reject(Object.assign(new Error('no'), { data: { code: 'NOT_ALLOWED' } }))
  const observer = new QueryObserver(queries, { queryKey: ['a'], queryFn: refused })
  const stop = observer.subscribe(() => {})
  await observer.refetch()
  expect(silenceOf(queries.getQueryCache(), new Map(), 0)).toBeNull()
  stop()
})
