import type { World, WorldChannel } from '../world.ts'
import { ControlFailure } from './failure.ts'

/** A channel by its platform or its name; null for none named. Throws `ControlFailure` for an unknown one. */
export function findChannel(world: World, named: string | undefined): WorldChannel | null {
  if (named === undefined || named === '') return null
  const channel = world.channels.find((one) => one.platform === named || one.name === named)
  if (channel === undefined) throw new ControlFailure(404, `There is no channel ${named}.`)
  return channel
}
