import { checkReplay } from '../../../../e2e/faults/invariants/replay.ts'
import { ROW_INVARIANTS } from '../../../../e2e/faults/invariants/rows.ts'
import { placeFeed } from '../testing/place-feed.ts'
import { deliver } from './commands/channel.ts'
import { apply, doJobs, doMinute, tell } from './commands/worker.ts'
import type { Model } from './model.ts'
import { rulesBroken } from './rules.ts'
import type { World } from './world.ts'

/** All is well from now on, and everybody says what they have still to say: nothing may be left to wait. */
export async function settle(model: Model, world: World): Promise<void> {
  world.outside.mood = 'well'
  for (let round = 0; round < 12; round += 1) {
    for (const saying of model.sayings.filter((one) => !one.isKept)) await deliver(model, world, saying, null)
    await apply(model, world, null)
    const done = await doJobs(world, { twice: false, mishap: null })
    await doMinute(world, null)
    await placeFeed(world.ctx)
    await tell(model, world, null)
    world.forward(600_000)
    if (done === 0 && round > 2 && model.sayings.every((one) => one.isKept)) break
  }
}

/** What must be true once all is settled, in words. */
export async function settledWrongs(model: Model, world: World): Promise<readonly string[]> {
  const wrongs = [...(await rulesBroken(model, world)), ...(await checkReplay(world.owner))]
  for (const rule of ROW_INVARIANTS) {
    const breaches = await rule.breaches(world.owner)
    if (breaches.length > 0) wrongs.push(`${rule.id} ${rule.title}; not so: ${JSON.stringify(breaches[0])}`)
  }
  return wrongs
}
