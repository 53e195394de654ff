import { afterEach, expect, test, vi } from 'vitest'
import { scanApi } from './call.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

function answering(status: number, body: string) {
  const fetched = vi.fn(async (_url: string, _init: RequestInit) => new Response(body, { status }))
  vi.stubGlobal('fetch', fetched)
  return fetched
}

test('a query is a GET, a mutation a POST of its plain input', async () => {
  const fetched = answering(200, '{"result":{"data":{"outcomes":[],"stored":3}}}')
  expect(await scanApi.apply({ scans: [] })).toEqual({ outcomes: [], stored: 3 })
  await scanApi.stops()
  expect(fetched.mock.calls.map(([url, { method = 'GET', body }]) => [url, method, body])).toEqual([
    ['/api/trpc/scans.submit', 'POST', '{"scans":[]}'],
    ['/api/trpc/floor.stops', 'GET', undefined],
  ])
})

test('nobody enrolled is an answer, not a failure', async () => {
  answering(200, '{"result":{"data":null}}')
  expect(await scanApi.thisDevice()).toBeNull()
})

test.each([
  ['a refusal of ours', 401, '{"error":{"message":"NOT_A_DEVICE","data":{"code":"NOT_A_DEVICE"}}}', 'NOT_A_DEVICE'],
  ['a page of some proxy', 502, '<html>Bad gateway</html>', 'UNREACHABLE'],
  ['a captive portal', 200, '<html>Please sign in to the Wi-Fi</html>', 'UNREACHABLE'],
])('%s', async (_name, status, body, code) => {
  answering(status, body)
  await expect(scanApi.thisDevice()).rejects.toMatchObject({ code })
})

test('a refusal brings the fields it names, and none where it names none', async () => {
  answering(429, '{"error":{"data":{"code":"PIN_LOCKED","fields":{"until":"2026-11-28T08:05:00Z"}}}}')
  await expect(scanApi.thisDevice()).rejects.toMatchObject({ fields: { until: '2026-11-28T08:05:00Z' } })
  answering(401, '{"error":{"data":{"code":"NOT_A_DEVICE"}}}')
  await expect(scanApi.thisDevice()).rejects.toHaveProperty('fields', {})
})

test('no network', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Failed to fetch')
  })
  await expect(scanApi.thisDevice()).rejects.toMatchObject({ code: 'UNREACHABLE' })
})
