import { randomUUID } from 'node:crypto'
import { MESSAGE_WORDS, type MessageChannelKind, type MessageChannelTestInput } from '@baton/contract'
import { enqueueDeliveries } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { DELIVERY_KIND_OF, isGroup } from './delivery-kinds.ts'

/** Sends a test message, to one person or to the robot's group. What became of it stands at the outgoing call. */
export async function testMessageChannel(
  ctx: Context,
  input: MessageChannelTestInput,
): Promise<{ deliveryId: string }> {
  const { id, target, locale } = input
  const mark = randomUUID().slice(0, 8)
  return inTransaction(ctx, async (tx) => {
    const [channel] = await tx<{ kind: MessageChannelKind }[]>`SELECT kind FROM message_channels WHERE id = ${id}`
    if (!channel) throw new Failure('MESSAGE_CHANNEL_NOT_FOUND')
    const own = channel.kind === 'push'
    if (!own && !isGroup(channel.kind) && target === '')
      throw new Failure('INPUT_INVALID', { fields: { target: 'required' } })
    const kind = DELIVERY_KIND_OF[channel.kind]
    const [deliveryId] = await enqueueDeliveries(ctx, tx, [
      {
        kind,
        route: `${kind}:${id}:test`,
        key: `message-test:${randomUUID()}`,
        orderId: null,
        payload: {
          channelId: id,
          staffId: null,
          target: own ? ctx.actor.id : target,
          title: MESSAGE_WORDS.test[locale],
          lines: [`${MESSAGE_WORDS.testLine[locale]} #${mark}`],
          url: new URL('/admin/alerts/', ctx.env.BATON_PUBLIC_URL).href,
          button: MESSAGE_WORDS.look[locale],
        },
      },
    ])
    return { deliveryId: String(deliveryId) }
  })
}
