import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSystem, type TestSystem } from '../../system.ts'
import { writeBenchWorld } from './world.ts'

export interface BenchSystem extends TestSystem {
  readonly port: number
  /** Path of the push address of one platform's app. */
  pushPath(platform: 'own-shop' | 'douyin'): string
}

/** A system without the outside world, with the bench merchant set up. */
export async function startBenchSystem(
  env: Record<string, string> = {},
  world: string = writeBenchWorld(),
): Promise<BenchSystem> {
  const system = await startSystem({
    sandbox: false,
    env: { BATON_WORLD: world, BATON_LOG_LEVEL: 'warn', ...env },
  })
  const addresses = JSON.parse(readFileSync(join(system.dataFolder, 'push-addresses.json'), 'utf8')) as {
    platform: string
    url: string
  }[]
  return {
    ...system,
    port: Number(new URL(system.baseUrl).port),
    pushPath(platform) {
      const address = addresses.find((one) => one.platform === platform)
      if (!address) throw new Error(`No push address for ${platform}`)
      return new URL(address.url).pathname
    },
  }
}

/** Resident memory of a process in MB. */
export function residentMb(pid: number | undefined): number {
  if (!pid) return 0
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}
