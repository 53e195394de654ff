import { pmcHeartbeat, pmcMessageFrame, readPmcFrame } from '@baton/platforms/pinduoduo'
import type { Receiver, SocketRoute } from '../delivery/socket-route.ts'
import type { Message } from '../messages/message.ts'
import type { Wireable } from './tmc.ts'

/** One client of Pinduoduo's message channel; its address was checked before. It may receive at once. */
export class PmcClient implements Receiver {
  readonly ready = true
  private readonly socket: Wireable
  private readonly route: SocketRoute
  private readonly wall: () => number

  constructor(socket: Wireable, route: SocketRoute, wall: () => number) {
    this.socket = socket
    this.route = route
    this.wall = wall
    route.join(this)
    route.pump()
  }

  /** One frame of the client. Throws `UnreadableMessage` when it is none. */
  receive(text: string): void {
    const frame = readPmcFrame(text)
    if (frame.kind === 'heartbeat') this.socket.send(pmcHeartbeat(new Date(this.wall())))
    if (frame.kind === 'ack') this.route.confirm(frame.envelope.id)
    if (frame.kind === 'fail') this.route.fail(frame.envelope.id, frame.reason)
  }

  send(message: Message): void {
    if (message.wire.kind === 'pmc') this.socket.send(pmcMessageFrame(message.wire.event(), new Date(this.wall())))
  }

  sendBytes(bytes: Uint8Array | string): void {
    this.socket.send(bytes)
  }

  end(): void {
    this.socket.terminate()
  }
}
