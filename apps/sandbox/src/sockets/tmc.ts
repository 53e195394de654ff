import { randomUUID } from 'node:crypto'
import {
  readTmcRequest,
  type TmcRequest,
  tmcConnectAckFrame,
  tmcConnectSigned,
  tmcDataFrame,
  tmcRefusalFrame,
} from '@baton/platforms/taobao'
import type { Receiver, SocketRoute } from '../delivery/socket-route.ts'
import { SKEW_MS } from '../gateways/gateway.ts'
import type { Message } from '../messages/message.ts'

/** What a server needs of a socket; `ws` fits. */
export interface Wireable {
  send(bytes: Uint8Array | string): void
  terminate(): void
}

/** One client of Taobao's message channel: connect, pull, data, confirm. */
export class TmcClient implements Receiver {
  ready = false
  private token: string | null = null
  private readonly socket: Wireable
  private readonly route: SocketRoute
  private readonly wall: () => number

  constructor(socket: Wireable, route: SocketRoute, wall: () => number) {
    this.socket = socket
    this.route = route
    this.wall = wall
  }

  /** One frame of the client. Throws `UnreadableMessage` when it is none. */
  receive(bytes: Uint8Array): void {
    const request = readTmcRequest(bytes)
    if (request.kind === 'connect') this.connect(request)
    else if (request.kind !== 'other' && this.token !== null && request.token === this.token) this.serve(request)
  }

  send(message: Message, attempts: number): void {
    if (message.wire.kind !== 'tmc' || this.token === null) return
    const event = message.wire.event()
    this.socket.send(tmcDataFrame(this.token, attempts > 1 ? { ...event, retried: attempts - 1 } : event))
  }

  sendBytes(bytes: Uint8Array | string): void {
    this.socket.send(bytes)
  }

  end(): void {
    this.socket.terminate()
  }

  private serve(request: Exclude<TmcRequest, { kind: 'connect' | 'other' }>): void {
    if (request.kind === 'confirm') this.route.confirm(String(request.id))
    else if (request.kind === 'fail') this.route.fail(String(request.id), request.reason)
    else {
      this.ready = true
      this.route.pump()
    }
  }

  private connect(request: TmcRequest & { kind: 'connect' }): void {
    const { appKey, appSecret = '' } = this.route.channel.fields
    const late = Math.abs(this.wall() - Number(request.timestamp)) > SKEW_MS
    if (request.appKey !== appKey || late || !tmcConnectSigned(request, appSecret)) {
      this.socket.send(tmcRefusalFrame(late ? 31 : 25, late ? 'Invalid timestamp' : 'Invalid signature'))
      return
    }
    this.token = randomUUID()
    this.route.join(this)
    this.socket.send(tmcConnectAckFrame(this.token))
  }
}
