import type { OrderState, OwnTopic } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Claim, OrderMove } from './move.ts'

/** Where a move came from that nobody asked for over the network. */
const HERE = 'baton'

interface Own {
  /** The order's global id. */
  readonly id: string
  readonly claim: Claim
  readonly topic?: OwnTopic
  /** The steps it may make; default: none. */
  readonly grants?: readonly OrderState[]
  /** The credential that it is made under, where it is one of a system. */
  readonly appId?: string
}

/** A move that begins here and in no channel's message: of the person who acts, or of the clock. */
export function ownMove(ctx: Context, { id, claim, topic, grants = [], appId }: Own): OrderMove {
  const origin = { appId: appId ?? null, address: ctx.address ?? HERE, eventId: null, topic: topic ?? null }
  return {
    target: { by: 'id', id },
    source: { ...origin, actor: ctx.actor, authority: 'granted', grants },
    occurredAt: ctx.now(),
    claim,
  }
}
