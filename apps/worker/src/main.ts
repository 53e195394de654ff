import { ensurePushChannel } from '@baton/fulfilment/alerts'
import { seedStatusMaps } from '@baton/fulfilment/channels'
import { createLog, openContext, readEnv } from '@baton/fulfilment/runtime'
import { startWorker } from './worker.ts'

try {
  const env = readEnv(process.env)
  const log = createLog('worker', env.BATON_LOG_LEVEL)
  const opened = await openContext(env, log, { name: 'baton-worker', worker: true })
  await ensurePushChannel(opened.ctx)
  await seedStatusMaps(opened.ctx)
  const worker = await startWorker(opened)
  log.info('worker started')
  const stop = async (signal: string) => {
    log.info({ signal }, 'worker stopping')
    await worker.stop()
    await opened.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  console.error(`The worker cannot start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
