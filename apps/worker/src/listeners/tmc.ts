import type { ListenerTask } from '@baton/fulfilment/channels'
import type { Context } from '@baton/fulfilment/runtime'
import {
  readTmcArrival,
  TMC_DEFAULT_GROUP,
  TMC_PULL_INTERVAL_MS,
  type TmcArrival,
  tmcConfirmFrame,
  tmcConnectFrame,
  tmcFailFrame,
  tmcPullFrame,
} from '@baton/platforms/taobao'
import { serveSocket } from './socket.ts'
import { FrameReader } from './unreadable-frames.ts'

/** Taobao's message channel: connect, pull every five seconds, confirm each message only after it is committed. */
export async function listenToTmc(ctx: Context, task: ListenerTask): Promise<void> {
  const { app, endpoints } = task.app.access
  const frames = new FrameReader(task)
  let token: string | null = null
  await serveSocket(
    ctx,
    { url: endpoints.messages ?? '', signal: task.signal, report: task.report },
    {
      onOpen: (socket) =>
        socket.send(
          tmcConnectFrame(
            { appKey: app.appKey ?? '', appSecret: app.appSecret ?? '', groupName: app.groupName || TMC_DEFAULT_GROUP },
            new Date(),
          ),
        ),
      beat: { everyMs: TMC_PULL_INTERVAL_MS, send: (socket) => token && socket.send(tmcPullFrame(token)) },
      async onFrame(socket, frame) {
        const arrival = token === null ? readFirst(frame) : await frames.read(frame, readTmcArrival)
        if (arrival.kind === 'refused') throw new Error(`TMC refused: ${arrival.code} ${arrival.phrase}`)
        if (arrival.kind === 'connected') {
          token = arrival.token
          task.report(null)
          socket.send(tmcPullFrame(token))
        }
        if (arrival.kind !== 'message' || !token) return
        try {
          await task.keep([arrival.message])
          socket.send(tmcConfirmFrame(token, arrival.id))
        } catch {
          socket.send(tmcFailFrame(token, arrival.id, 'not stored, send again'))
        }
      },
    },
  )
}

/** Until it has given a token nothing else can come of a connection. */
function readFirst(frame: Uint8Array): TmcArrival {
  try {
    return readTmcArrival(frame)
  } catch (cause) {
    throw new Error('TMC did not answer with a token', { cause })
  }
}
