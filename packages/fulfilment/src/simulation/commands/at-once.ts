import { command, which } from '../command.ts'
import { apply, applyAll } from './apply.ts'
import { sync } from './floor.ts'
import { doMinute } from './worker.ts'

/** Both devices send what they have while messages are applied and the minute's work is done: whoever comes first. */
const atOnce = command<{ again: number }>(
  'at once',
  { again: which },
  {
    async run(model, world, { again }) {
      for (const order of model.orders) order.applied = null
      const devices = [...model.devices.keys()].map((at) => sync(model, world, { at, again, broken: null }))
      await Promise.all([...devices, world.surely(null, applyAll), doMinute(world, null)])
      await apply(model, world, null)
    },
  },
)

export const AT_ONCE = [atOnce]
