import type { Message } from '../messages/message.ts'
import type { WorldChannel } from '../world.ts'

export interface Target {
  readonly channel: WorldChannel | null
  readonly orderNumber: string | null
}

type Armed =
  | (Target & { readonly kind: 'reorder'; left: number; readonly held: Message[] })
  | (Target & { readonly kind: 'delay'; left: number; readonly ms: number })

/** What becomes of a message on its way out. */
export type Passage =
  | { readonly kind: 'go' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'held' }
  | { readonly kind: 'release'; readonly messages: readonly Message[] }

/** Injections that wait for the next messages: hold some and let them out in reverse, or let them come much later. */
export class HoldBack {
  private armed: Armed[] = []

  get count(): number {
    return this.armed.length
  }

  reorder(target: Target, times: number): void {
    this.armed.push({
      kind: 'reorder',
      channel: target.channel,
      orderNumber: target.orderNumber,
      left: times,
      held: [],
    })
  }

  delay(target: Target, delay: { times: number; ms: number }): void {
    const { channel, orderNumber } = target
    this.armed.push({ kind: 'delay', channel, orderNumber, left: delay.times, ms: delay.ms })
  }

  pass(message: Message): Passage {
    const armed = this.armed.find((one) => fits(one, message))
    if (armed === undefined) return { kind: 'go' }
    armed.left -= 1
    if (armed.left === 0) this.armed = this.armed.filter((one) => one !== armed)
    if (armed.kind === 'delay') return { kind: 'delay', ms: armed.ms }
    armed.held.push(message)
    return armed.left === 0 ? { kind: 'release', messages: armed.held.toReversed() } : { kind: 'held' }
  }

  /** Lets everything out in reverse, although fewer came than were waited for. */
  release(): readonly Message[] {
    const held = this.armed.flatMap((one) => (one.kind === 'reorder' ? one.held.toReversed() : []))
    this.armed = []
    return held
  }
}

function fits(armed: Armed, message: Message): boolean {
  if (armed.channel !== null && armed.channel !== message.channel) return false
  return armed.orderNumber === null || armed.orderNumber === message.orderNumber
}
