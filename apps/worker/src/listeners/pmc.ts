import type { ListenerTask } from '@baton/fulfilment/channels'
import type { Context } from '@baton/fulfilment/runtime'
import {
  PMC_HEARTBEAT_INTERVAL_MS,
  pmcAck,
  pmcFail,
  pmcHeartbeat,
  pmcUrl,
  readPmcFrame,
} from '@baton/platforms/pinduoduo'
import { serveSocket } from './socket.ts'
import { FrameReader } from './unreadable-frames.ts'

/** Pinduoduo's message channel: heartbeat every five seconds, acknowledge each message only after it is committed. */
export async function listenToPmc(ctx: Context, task: ListenerTask): Promise<void> {
  const { app, endpoints } = task.app.access
  const credentials = { clientId: app.clientId ?? '', clientSecret: app.clientSecret ?? '' }
  const frames = new FrameReader(task)
  const url = pmcUrl(endpoints.messages ?? '', credentials, new Date())
  await serveSocket(
    ctx,
    { url, signal: task.signal, report: task.report },
    {
      onOpen(socket) {
        task.report(null)
        socket.send(pmcHeartbeat(new Date()))
      },
      beat: { everyMs: PMC_HEARTBEAT_INTERVAL_MS, send: (socket) => socket.send(pmcHeartbeat(new Date())) },
      async onFrame(socket, bytes) {
        const frame = await frames.read(bytes, readPmcFrame)
        if (frame.kind !== 'message') return
        try {
          await task.keep([frame.message])
          socket.send(pmcAck(frame.envelope, new Date()))
        } catch {
          socket.send(pmcFail(frame.envelope, 'not stored, send again', new Date()))
        }
      },
    },
  )
}
