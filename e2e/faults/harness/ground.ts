import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { until } from '../../../scripts/processes.ts'
import { writeBenchWorld } from '../../bench/harness/world.ts'
import { startSystem, type TestSystem } from '../../system.ts'
import type { Fault } from '../fault.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { MovedClock } from './moved-clock.ts'
import { PgProxy } from './pg-proxy.ts'
import { Pusher, type PushPlatform } from './pusher.ts'

/** All that a fault works with: a system of its own, the outside world around it, and where complaints go. */
export interface Ground {
  readonly system: TestSystem
  /** The database as its owner sees it. */
  readonly owner: postgres.Sql
  readonly pusher: Pusher
  /** Only for a fault that asked to be proxied. */
  readonly proxy: PgProxy
  /** Moves only for a fault that said it would. */
  readonly clock: MovedClock
  readonly complaints: string[]
  /** Figures for the fault's line. */
  readonly notes: string[]
  check(holds: boolean, complaint: string): void
  close(): Promise<void>
}

/** The server answers before the worker has begun; one that loses its Postgres that early ends, as it should, for good. */
async function untilWorking({ worker }: TestSystem): Promise<void> {
  const begun = await until(() => worker.lastWords().some((line) => line.includes('worker started')), 60_000)
  if (!begun) throw new Error(`The worker did not begin within a minute:\n${worker.lastWords().join('\n')}`)
}

/** Starts a system for one fault. */
export async function openGround(fault: Fault): Promise<Ground> {
  const undo: (() => unknown)[] = []
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const gateway = await startGateway()
    undo.push(() => gateway.close())
    const world = writeWorld(gateway)
    undo.push(() => rmSync(world.folder, { recursive: true }))
    let proxy: PgProxy | undefined
    const clock = new MovedClock()
    undo.push(() => clock.discard())
    const system = await startSystem({
      sandbox: fault.sandbox ?? false,
      web: fault.web ?? false,
      env: {
        ...(fault.sandbox ? { BATON_SANDBOX_AUTOSTART: '0' } : { BATON_WORLD: world.file }),
        BATON_LOG_LEVEL: 'info',
        ...(fault.movesClock ? clock.env : {}),
      },
      postgres: { ...fault.postgres },
      ...(fault.proxied ? { databaseUrl: async (url: string) => throughProxy(url, (made) => (proxy = made)) } : {}),
    })
    undo.push(() => proxy?.close())
    undo.push(() => system.stop())
    await untilWorking(system)
    const owner = postgres(system.ownerUrl, { max: 3, onnotice: () => {}, connect_timeout: 5 })
    undo.push(() => owner.end({ timeout: 2 }))
    const pusher = new Pusher(addressesOf(system))
    undo.push(() => pusher.close())
    return assemble({ system, owner, pusher, clock, close }, proxy)
  } catch (error) {
    await close()
    throw error
  }
}

function assemble(
  parts: Pick<Ground, 'system' | 'owner' | 'pusher' | 'clock' | 'close'>,
  proxy: PgProxy | undefined,
): Ground {
  const complaints: string[] = []
  return {
    ...parts,
    get proxy() {
      if (!proxy) throw new Error('This fault did not ask for a proxy')
      return proxy
    },
    complaints,
    notes: [],
    check(holds, complaint) {
      if (!holds) complaints.push(complaint)
    },
  }
}

async function throughProxy(url: string, made: (proxy: PgProxy) => void): Promise<string> {
  const address = new URL(url)
  const proxy = await PgProxy.start(Number(address.port))
  made(proxy)
  address.port = String(proxy.port)
  return address.href
}

/** The bench merchant, with Douyin's gateway where ours listens. */
function writeWorld(gateway: Gateway): { folder: string; file: string } {
  const bench = writeBenchWorld()
  const world = JSON.parse(readFileSync(bench, 'utf8')) as { channels: { platform: string; endpoints?: object }[] }
  rmSync(bench)
  for (const channel of world.channels) if (channel.platform === 'douyin') channel.endpoints = { gateway: gateway.url }
  const folder = mkdtempSync(join(tmpdir(), 'baton-fault-world-'))
  const file = join(folder, 'world.json')
  writeFileSync(file, JSON.stringify(world))
  return { folder, file }
}

function addressesOf(system: TestSystem): (platform: PushPlatform) => string {
  const file = join(system.dataFolder, 'push-addresses.json')
  const addresses = JSON.parse(readFileSync(file, 'utf8')) as { platform: string; url: string }[]
  return (platform) => {
    const address = addresses.find((one) => one.platform === platform)
    if (!address) throw new Error(`No push address for ${platform}`)
    return address.url
  }
}
