import { createECDH, randomBytes } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { until } from '../../scripts/processes.ts'
import { callApi, signIn } from '../session.ts'
import type { Fault } from './fault.ts'
import type { Ground } from './harness/ground.ts'

/** How each push service behaves; only the well one takes a message at once. */
const SERVICES = {
  well: (response) => response.writeHead(201).end(),
  gone: (response) => response.writeHead(410).end(),
  unknown: (response) => response.writeHead(404).end(),
  busy: (response, times) =>
    times === 1 ? response.writeHead(429, { 'retry-after': '2' }).end() : response.writeHead(201).end(),
  hanging: () => {},
} as const satisfies Record<string, (response: ServerResponse, times: number) => unknown>
type Service = keyof typeof SERVICES

/** Push services that are gone, limit, or hang: the dead are forgotten, the limited are tried again, and nobody waits for the hanging. */
export const pushEndpoints: Fault = {
  id: 'F20',
  title: 'push endpoints that are gone, limit and hang',
  async run(ground) {
    const taken = new Map<Service, number>()
    const server = createServer((request, response) => {
      const name = (request.url ?? '').slice(1) as Service
      const times = (taken.get(name) ?? 0) + 1
      taken.set(name, times)
      request.resume().on('end', () => SERVICES[name](response, times))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      await tellEverybody(ground, { port: (server.address() as AddressInfo).port, taken })
    } finally {
      server.closeAllConnections()
      server.close()
    }
  },
}

/** One person for each service, so that each is one route. */
const PEOPLE = {
  well: 'supervisor',
  gone: 'ops',
  unknown: 'service',
  busy: 'admin',
  hanging: 'finance',
} as const satisfies Record<Service, string>

async function tellEverybody(
  { system, owner, check, notes }: Ground,
  { port, taken }: { port: number; taken: ReadonlyMap<Service, number> },
): Promise<void> {
  for (const [service, role] of Object.entries(PEOPLE)) {
    const cookie = await signIn(system, role)
    const keys = createECDH('prime256v1')
    await callApi(system, cookie, {
      path: 'push.subscribe',
      input: {
        endpoint: `http://127.0.0.1:${port}/${service}`,
        keys: { p256dh: keys.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') },
      },
    })
    const headers = { cookie, origin: system.baseUrl, 'content-type': 'application/json' }
    const asked = await fetch(`${system.baseUrl}/api/trpc/push.test`, { method: 'POST', headers })
    check(asked.ok, `a test was refused: ${asked.status}`)
  }
  const states = async () => {
    const rows = await owner<{ role: Service; state: string; code: string }[]>`
      SELECT s.role, d.state, coalesce(d.code, '') AS code FROM deliveries d JOIN staff s ON s.id = d.payload->>'staffId'
      WHERE d.kind = 'push.message' ORDER BY d.id`
    return new Map(rows.map((row) => [row.role as string, `${row.state} ${row.code}`]))
  }
  const settled = await until(async () => {
    const now = await states()
    return now.get(PEOPLE.well) === 'done sent' && now.get(PEOPLE.busy) === 'done sent'
  }, 30_000)
  const now = await states()
  check(settled, `the well and the limited one: ${now.get(PEOPLE.well)}, ${now.get(PEOPLE.busy)}`)
  for (const service of ['gone', 'unknown'] as const)
    check(now.get(PEOPLE[service]) === 'dead no_subscription', `${service}: ${now.get(PEOPLE[service])}`)
  const [left] = await owner<{ n: number }[]>`SELECT count(*)::int AS n FROM push_subscriptions`
  check(left?.n === 3, `${left?.n} subscriptions are left of 3`)
  check((now.get(PEOPLE.hanging) ?? '').startsWith('pending'), `the hanging one: ${now.get(PEOPLE.hanging)}`)
  notes.push([...taken].map(([name, times]) => `${name} ${times}`).join(', '))
}
