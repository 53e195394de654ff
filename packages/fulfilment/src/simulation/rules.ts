import type { Model } from './model.ts'
import type { World } from './world.ts'

/** What no sequence of commands may lead to, in words; looked at after each of them. */
export async function rulesBroken(_model: Model, _world: World): Promise<readonly string[]> {
  return []
}
