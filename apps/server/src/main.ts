import { ensurePushChannel } from '@baton/fulfilment/alerts'
import { Receiver } from '@baton/fulfilment/channels'
import { stopLiveOrders } from '@baton/fulfilment/orders'
import { stopPrintWaits } from '@baton/fulfilment/printing'
import { createLog, openContext, readEnv } from '@baton/fulfilment/runtime'
import { openLan } from './lan/open-lan.ts'
import { buildServer } from './server.ts'

const DRAIN_MS = 8000

try {
  const env = readEnv(process.env)
  const log = createLog('server', env.BATON_LOG_LEVEL)
  const opened = await openContext(env, log, { name: 'baton-server', worker: false })
  await ensurePushChannel(opened.ctx)
  const receiver = new Receiver(opened.ctx)
  const server = await buildServer(opened.ctx, receiver)
  const lan = env.BATON_LAN_URL ? await openLan(opened.ctx, receiver, env.BATON_LAN_URL) : undefined
  await server.listen({ host: env.BATON_HOST, port: env.BATON_PORT })
  const stop = async (signal: string) => {
    log.info({ signal }, 'server stopping')
    setTimeout(() => process.exit(1), DRAIN_MS).unref()
    await stopLiveOrders(opened.ctx)
    await stopPrintWaits(opened.ctx)
    await Promise.all([server.close(), lan?.close()])
    await receiver.close()
    await opened.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  console.error(`The server cannot start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
