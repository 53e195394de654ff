import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import { AT_ONCE } from './commands/at-once.ts'
import { CARRIER } from './commands/carrier.ts'
import { CHANNEL, hintingShop } from './commands/channel.ts'
import { ERP } from './commands/erp.ts'
import { FLOOR } from './commands/floor.ts'
import { PEOPLE } from './commands/people.ts'
import { WORKER } from './commands/worker.ts'
import { GatewayOutside } from './gateway-outside.ts'
import { Model } from './model.ts'
import { settle } from './settle.ts'
import { settledWrongs } from './settled-rules.ts'
import { ShopOutside } from './shop-outside.ts'
import { type Outside, World } from './world.ts'

interface Replay {
  readonly numRuns?: number
  readonly seed?: number
  readonly path?: string
  readonly replayPath?: string
  /** False: looks for the shortest way to the same failure, which takes minutes. */
  readonly endOnFailure?: boolean
}

/** How to run it: `{"numRuns":1000}` with a new seed, or what a failure printed; by itself always the same runs. */
const told: Replay = JSON.parse(process.env.BATON_SIMULATION ?? '{"seed":20261130}')
const RUNS = 25
/** A day on which every partition is there, whatever the time of day. */
const today = new Date()
const START = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()))

let around: Outside
beforeAll(async () => {
  around = { outside: await ShopOutside.open(), gateway: await GatewayOutside.open() }
})
afterAll(() => {
  around.outside.close()
  around.gateway.close()
})

const commands = fc.commands([...CHANNEL, ...CARRIER, ...ERP, ...FLOOR, ...PEOPLE, ...WORKER, ...AT_ONCE], {
  maxCommands: 70,
  size: 'max',
  ...(told.replayPath === undefined ? {} : { replayPath: told.replayPath }),
})

it('whatever happens in whatever order, every rule holds', async () => {
  const { replayPath: _, ...run } = { numRuns: RUNS, endOnFailure: true, ...told }
  const property = fc.asyncProperty(commands, async (all) => {
    const world = await World.open(around, START)
    const model = new Model()
    world.gateway.shop = hintingShop(model, () => world.now)
    try {
      await fc.asyncModelRun(() => ({ model, real: world }), all)
      await settle(model, world)
      const wrongs = await settledWrongs(model, world)
      if (wrongs.length > 0) throw new Error(wrongs.join('\n'))
    } finally {
      await world.close()
    }
  })
  const found = await fc.check(property, run)
  if (!found.failed) return
  const { seed, counterexamplePath: path, counterexample } = found
  const replay = replayOf({ seed, path, commands: counterexample?.[0] })
  throw new Error(`${found.errorInstance}\n${await fc.asyncDefaultReportMessage(found)}\n\n${replay}`)
}, 3_600_000)

function replayOf({ seed, path, commands }: { seed: number; path: string | null; commands: unknown }): string {
  const replayPath = /replayPath="([^"]*)"/.exec(String(commands))?.[1]
  return `To replay: BATON_SIMULATION='${JSON.stringify({ seed, path, replayPath })}'`
}
