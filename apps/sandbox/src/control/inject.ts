import { HttpRoute } from '../delivery/http-route.ts'
import { SocketRoute } from '../delivery/socket-route.ts'
import { GATEWAY_FAULTS, type GatewayFault } from '../gateways/faults.ts'
import { garbagePush, withBadSignature } from '../messages/injected.ts'
import type { Message, Wire } from '../messages/message.ts'
import type { Sandbox } from '../sandbox.ts'
import type { WorldChannel } from '../world.ts'
import { ControlFailure } from './failure.ts'
import { findChannel } from './find-channel.ts'

const HOUR = 3_600_000

export const INJECTIONS = [
  'duplicate',
  'reorder',
  'delay',
  'bad_signature',
  'replay',
  'garbage',
  'disconnect',
  ...GATEWAY_FAULTS,
  'expire_tokens',
  'release',
] as const
export type InjectionKind = (typeof INJECTIONS)[number]

export interface Injection {
  readonly kind: InjectionKind
  readonly channel?: string
  readonly times?: number
  readonly orderNumber?: string
  /** `delay`: how late, in sandbox time; `replay`: how old the signature is made, in wall time. */
  readonly hours?: number
}

export interface Injected {
  readonly kind: InjectionKind
  /** Messages, calls or connections that it concerns. */
  readonly affected: number
  readonly messages: readonly { readonly id: string; readonly topic: string; readonly channel: string }[]
}

interface Aim {
  readonly channels: readonly WorldChannel[]
  readonly channel: WorldChannel | null
  readonly orderNumber: string | null
  readonly times: number | undefined
  readonly hours: number | undefined
}

/** Lets something go wrong, as it does in the outside world. Throws `ControlFailure` when there is nothing to do it to. */
export function inject(sandbox: Sandbox, injection: Injection): Injected {
  const { kind } = injection
  const channel = findChannel(sandbox.world, injection.channel)
  const channels = channel === null ? sandbox.world.channels : [channel]
  const aim = {
    channel,
    channels,
    orderNumber: injection.orderNumber ?? null,
    times: injection.times,
    hours: injection.hours,
  }
  const done = ACTIONS[kind](sandbox, aim, kind)
  const messages = typeof done === 'number' ? [] : done
  return {
    kind,
    affected: typeof done === 'number' ? done : done.length,
    messages: messages.map(({ id, topic, channel: { name } }) => ({ id, topic, channel: name })),
  }
}

type Action = (sandbox: Sandbox, aim: Aim, kind: InjectionKind) => number | readonly Message[]

const ACTIONS = {
  duplicate,
  reorder(sandbox, { channel, orderNumber, times = 5 }) {
    sandbox.office.holdBack.reorder({ channel, orderNumber }, times)
    return times
  },
  delay(sandbox, { channel, orderNumber, times = 1, hours = 26 }) {
    sandbox.office.holdBack.delay({ channel, orderNumber }, { times, ms: hours * HOUR })
    return times
  },
  bad_signature: (sandbox, aim) =>
    sendOnce(sandbox, aim, ({ message }) => {
      const { wire } = message
      return wire.kind === 'http' ? { kind: 'http', push: (at) => withBadSignature(wire.push(at)) } : null
    }),
  replay: (sandbox, aim) =>
    sendOnce(sandbox, aim, ({ message, push }) => {
      const { wire } = message
      if (aim.hours === undefined || wire.kind !== 'http') return { kind: 'http', push: () => push }
      return { kind: 'http', push: (at) => wire.push(new Date(at.getTime() - (aim.hours ?? 0) * HOUR)) }
    }),
  garbage,
  disconnect: (sandbox, { channels }) =>
    channels.reduce((cut, channel) => {
      const route = sandbox.office.routes.get(channel)
      return cut + (route instanceof SocketRoute ? route.disconnect() : 0)
    }, 0),
  fault_429: fault,
  fault_500: fault,
  fault_timeout: fault,
  fault_limited: fault,
  fault_garbage: fault,
  fault_lost: fault,
  expire_tokens(sandbox, { channels }) {
    const affected = channels.filter(({ platform }) => ['pinduoduo', 'douyin', 'weixin-shop'].includes(platform))
    for (const channel of affected) sandbox.tokens.expire(channel)
    return affected.length
  },
  release(sandbox) {
    const armed = sandbox.office.holdBack.count + sandbox.faults.waiting
    sandbox.office.releaseHeld()
    sandbox.faults.clear()
    return armed
  },
} as const satisfies Record<InjectionKind, Action>

/** The latest message of each channel, or all of one order, again with the same ids. */
function duplicate(sandbox: Sandbox, { channels, orderNumber, times = 3 }: Aim): readonly Message[] {
  const limit = orderNumber === null ? 20 : 200
  const messages = channels.flatMap((channel) => {
    const found = sandbox.ledger
      .list({ channel, orderNumber: orderNumber ?? undefined, limit })
      .filter((one) => !one.once && one.sentAt.length > 0)
    return orderNumber === null ? found.slice(0, 1) : found.toReversed()
  })
  if (messages.length === 0) throw new ControlFailure(409, 'No message was sent yet.')
  for (let turn = 0; turn < times; turn += 1) for (const message of messages) sandbox.office.repeat(message)
  return messages
}

type Sent = NonNullable<ReturnType<HttpRoute['lastBytes']>>

/** Bytes that go out once, beside the rules; only HTTP pushes carry signatures that can be forged or repeated. */
function sendOnce(sandbox: Sandbox, aim: Aim, wireOf: (sent: Sent) => Wire | null): readonly Message[] {
  const { channels, orderNumber, times = 1 } = aim
  const sent = channels.flatMap((channel) => {
    const route = sandbox.office.routes.get(channel)
    return route instanceof HttpRoute ? (route.lastBytes(orderNumber) ?? []) : []
  })
  if (sent.length === 0) throw new ControlFailure(409, 'No push was sent there yet.')
  return sent.flatMap((one) => {
    const wire = wireOf(one)
    if (wire === null) return []
    const { id, topic, channel } = one.message
    const posting = { channel, orderNumber: one.message.orderNumber, cause: 'injected', once: true }
    return Array.from({ length: times }, () => sandbox.office.post({ id, topic, wire }, posting))
  })
}

function garbage(sandbox: Sandbox, { channels, times = 1 }: Aim): number {
  let sent = 0
  for (const channel of channels) {
    const route = sandbox.office.routes.get(channel)
    for (let turn = 0; turn < times; turn += 1) {
      if (route instanceof SocketRoute) {
        sent += route.sendBytes(channel.platform === 'taobao' ? Buffer.from('02027fff', 'hex') : '{"id":1,')
        continue
      }
      const id = String(sandbox.desk.nextId())
      const wire: Wire = { kind: 'http', push: (at) => garbagePush(channel, id, at) }
      sandbox.office.post({ id, topic: 'garbage', wire }, { channel, orderNumber: null, cause: 'injected', once: true })
      sent += 1
    }
  }
  return sent
}

function fault(sandbox: Sandbox, { channels, times = 5 }: Aim, kind: InjectionKind): number {
  const armed = kind as GatewayFault
  for (const channel of channels) sandbox.faults.arm(channel, armed, times)
  return channels.length * times
}
