import { command, which } from '../command.ts'
import { Process } from '../world.ts'
import { apply, applyAll } from './apply.ts'
import { type Change, deliver, happen, whatHappens } from './channel.ts'
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

/** A picture that was asked for first comes last: its order changes meanwhile, and another process hears of that. */
const overtaken = command<{ first: Change; next: Change; waybill: number }>(
  'picture is overtaken',
  { first: whatHappens, next: whatHappens, waybill: which },
  {
    can: ({ orders }) => orders.some((one) => one.isHinted && one.truth !== null),
    async run(model, world, { first, next, waybill }) {
      const order = model.orders.find((one) => one.isHinted)
      if (!order) return
      world.gateway.mood = 'well'
      await apply(model, world, null)
      const say = async (what: Change) =>
        deliver(model, world, happen(model, world, { order, what, waybill, unpaid: false }), null)
      await say(first)
      const held = world.gateway.holdNext()
      const slow = applyAll(new Process(world.ctx))
      await Promise.race([held.reached, slow])
      await say(next)
      await applyAll(new Process(world.ctx))
      held.release()
      await slow
      await apply(model, world, null)
    },
  },
)

export const AT_ONCE = [atOnce, overtaken]
