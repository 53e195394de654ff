import { placeFeed } from '../testing/place-feed.ts'
import { apply } from './commands/apply.ts'
import { deliver } from './commands/channel.ts'
import { syncAll } from './commands/floor.ts'
import { mapWords } from './commands/people.ts'
import { doJobs, doMinute, tell } from './commands/worker.ts'
import type { Model } from './model.ts'
import type { World } from './world.ts'

/** Long enough for whatever was told to wait; the shop's echoes of what it is told need rounds of their own. */
const ROUNDS = 8
const ROUND_MS = 20 * 60_000

/** All is well from now on, and everybody says what they have still to say: nothing may be left to wait. */
export async function settle(model: Model, world: World): Promise<void> {
  world.outside.mood = 'well'
  world.gateway.mood = 'well'
  await mapWords(world)
  for (let quiet = 0, round = 0; quiet < 2 && round < ROUNDS; round += 1) {
    const unsaid = model.sayings.filter((one) => !one.isKept)
    for (const saying of unsaid) await deliver(model, world, saying, null)
    await syncAll(model, world)
    await apply(model, world, null)
    const done = await doJobs(world, { twice: false, mishap: null })
    await doMinute(world, null)
    await placeFeed(world.ctx)
    await tell(model, world, null)
    quiet = done + unsaid.length === 0 ? quiet + 1 : 0
    world.forward(ROUND_MS)
  }
  await apply(model, world, null)
  await placeFeed(world.ctx)
}
