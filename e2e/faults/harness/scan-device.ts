import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import type { ScanInput, ScanOutcome, ScansApplied, TripView } from '@baton/contract'
import { callApi, signIn } from '../../session.ts'
import type { TestSystem } from '../../system.ts'

type DistributiveOmit<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never
export type Deed = DistributiveOmit<ScanInput, 'id' | 'seq' | 'at' | 'offsetMs' | 'operatorId'>

const AT_ONCE = 200

/** What the network does with one call: nothing, keeps the answer from the device, or breaks off in the middle of the question. */
export type CallFate = 'answered' | 'reply_lost' | 'cut'

interface Network {
  readonly fate?: () => CallFate
  /** How many scans the device has ready when it sends. */
  readonly atOnce?: () => number
}

/** A PDA without its screen: numbers its scans, sends them oldest first, and forgets none that was not answered. */
export class ScanDevice {
  readonly outcomes = new Map<string, ScanOutcome>()
  readonly made: ScanInput[] = []
  private readonly system: TestSystem
  private readonly cookie: string

  private constructor(system: TestSystem, cookie: string) {
    this.system = system
    this.cookie = cookie
  }

  /** Enrolled by a person of the warehouse at the first warehouse whose name is given. */
  static async enrol(system: TestSystem, warehouse: string): Promise<ScanDevice> {
    const session = await signIn(system, 'warehouse')
    const places = await callApi<readonly { id: string; name: string }[]>(system, session, { path: 'floor.warehouses' })
    const place = places.find((one) => one.name === warehouse)
    const headers = { cookie: session, origin: system.baseUrl, 'content-type': 'application/json' }
    const body = JSON.stringify({ warehouseId: place?.id })
    const answer = await fetch(`${system.baseUrl}/api/trpc/devices.enrolSelf`, { method: 'POST', headers, body })
    const [key] = answer.headers.getSetCookie()
    if (!key) throw new Error(`Not enrolled: ${answer.status} ${await answer.text()}`)
    return new ScanDevice(system, key.split(';')[0] ?? '')
  }

  openTrip(carrier: string): Promise<TripView> {
    return callApi(this.system, this.cookie, { path: 'floor.openTrip', input: { carrier } })
  }

  /** Writes a scan down; nothing is sent yet. `clock`: what the device takes for now, and how far it knows the server ahead of it. */
  scan(deed: Deed, clock = { at: new Date(), offsetMs: 0 }): ScanInput {
    const seq = this.made.length + 1
    const base = { id: randomUUID(), seq, at: clock.at.toISOString(), offsetMs: clock.offsetMs, operatorId: null }
    const scan = { ...base, ...deed } as ScanInput
    this.made.push(scan)
    return scan
  }

  get unanswered(): readonly ScanInput[] {
    return this.made.filter((scan) => !this.outcomes.has(scan.id))
  }

  /** Sends everything that has no answer, until it has one. */
  async sync({ fate = () => 'answered', atOnce = () => AT_ONCE }: Network = {}): Promise<void> {
    const waiting = [...this.unanswered]
    for (let from = 0; from < waiting.length; ) {
      const scans = waiting.slice(from, from + atOnce())
      const applied = await this.send(scans, fate())
      if (!applied) continue
      for (const one of applied.outcomes) this.outcomes.set(one.id, one)
      from += scans.length
    }
  }

  /** One batch. Null when the device never heard an answer, whether or not the server gave one. */
  private send(scans: readonly ScanInput[], fate: CallFate): Promise<ScansApplied | null> {
    const body = JSON.stringify({ scans })
    const headers = {
      cookie: this.cookie,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    return new Promise((resolve, reject) => {
      const call = request(`${this.system.baseUrl}/api/trpc/scans.submit`, { method: 'POST', headers }, (reply) => {
        if (fate === 'reply_lost') {
          reply.destroy()
          return resolve(null)
        }
        const chunks: Buffer[] = []
        reply.on('data', (chunk) => chunks.push(chunk))
        reply.on('end', () => {
          const read = JSON.parse(Buffer.concat(chunks).toString())
          if (read.result) resolve(read.result.data)
          else reject(new Error(`Not taken: ${JSON.stringify(read.error)}`))
        })
        reply.on('error', reject)
      })
      call.on('error', (error) => (fate === 'cut' ? resolve(null) : reject(error)))
      if (fate !== 'cut') return call.end(body)
      call.write(body.slice(0, body.length / 2), () => call.destroy(new Error('cut')))
    })
  }
}
