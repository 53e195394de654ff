import { createLog, openContext, readEnv } from '../runtime/index.ts'
import { replayOrders } from './replay-orders.ts'

try {
  const env = readEnv(process.env)
  const opened = await openContext(env, createLog('replay', env.BATON_LOG_LEVEL), {
    name: 'baton-replay',
    worker: false,
  })
  const total = { orders: 0, events: 0, differences: 0 }
  for (let next: string | null = ''; next !== null; ) {
    const replayed = await replayOrders(opened.ctx, next, { whole: true })
    total.orders += replayed.orders
    total.events += replayed.events
    total.differences += replayed.differences.length
    for (const difference of replayed.differences) console.log(difference)
    next = replayed.next
  }
  console.log(JSON.stringify(total))
  await opened.close()
  process.exitCode = total.differences === 0 ? 0 : 1
} catch (error) {
  console.error(`The replay failed: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(2)
}
