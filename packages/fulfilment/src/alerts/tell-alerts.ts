import {
  ALERT_ROLES,
  ALERTS,
  type AlertKind,
  type AlertParams,
  type MessageChannelKind,
  type Role,
} from '@baton/contract'
import { enqueueDeliveries } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { rowsInto } from '../runtime/rows-as-text.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { DELIVERY_KIND_OF, isGroup, type MessageDeliveryKind } from './delivery-kinds.ts'
import { gatherDigest, ROOM, type ToldAlert } from './digest.ts'
import { isStillOpen } from './push-subscriptions.ts'
import { alertReceipts } from './tables.ts'

const ALERTS_AT_ONCE = 200
const RECEIPTS_AT_ONCE = 500

/** Settles whom new alerts concern, then sends what waits. Returns how many alerts and messages it handled; 0: all done. */
export async function tellAlerts(ctx: Context): Promise<number> {
  const addressed = await addressAlerts(ctx)
  if (addressed > 0) ctx.waker.wake('alerts_changed')
  const channels = await ctx.sql<{ id: string }[]>`
    SELECT DISTINCT channel_id AS id FROM alert_receipts WHERE state = 'queued' ORDER BY id`
  let sent = 0
  for (const { id } of channels) sent += await sendWaiting(ctx, id)
  return addressed + sent
}

/** One receipt for each person or group and channel an alert concerns; in the app it has arrived at once. */
async function addressAlerts(ctx: Context): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const untold = await tx<{ id: number; kind: AlertKind }[]>`
      SELECT id, kind FROM alerts WHERE told_at IS NULL AND closed_at IS NULL
      ORDER BY id LIMIT ${ALERTS_AT_ONCE} FOR UPDATE SKIP LOCKED`
    if (untold.length === 0) return 0
    const { people, channels, audiences } = await readAudience(ctx, tx)
    const now = ctx.now()
    const receipts = untold.flatMap(({ id, kind }) => {
      const meant: readonly Role[] = ALERT_ROLES[kind]
      const inApp = people
        .filter((person) => meant.includes(person.role))
        .map((person) => ({ channelId: null, staffId: person.id as string | null, state: 'sent', sentAt: now }))
      const outside = channels.flatMap((channel) => {
        const roles = audiences.get(`${channel.id} ${kind}`) ?? meant
        return recipientsOf(channel, people, roles).map((staffId) => ({
          channelId: channel.id,
          staffId,
          state: 'queued',
          sentAt: null,
        }))
      })
      return [...inApp, ...outside].map((one) => ({ ...one, alertId: id, queuedAt: now }))
    })
    await tx`
      INSERT INTO alert_receipts ${rowsInto(tx, alertReceipts, receipts)} ON CONFLICT DO NOTHING`
    await tx`UPDATE alerts SET told_at = ${now} WHERE id = ANY(${untold.map((one) => one.id)})`
    return untold.length
  })
}

interface Person {
  readonly id: string
  readonly role: Role
  readonly wecomUserId: string | null
  readonly dingtalkUserId: string | null
  readonly email: string | null
  readonly hasPush: boolean
}
interface Channel {
  readonly id: string
  readonly kind: MessageChannelKind
}

async function readAudience(ctx: Context, tx: Tx) {
  const people = await tx<Person[]>`
    SELECT s.id, s.role, c.wecom_user_id, c.dingtalk_user_id, c.email,
      EXISTS (SELECT FROM push_subscriptions p WHERE p.staff_id = s.id AND ${isStillOpen(tx, ctx)}) AS has_push
    FROM staff s LEFT JOIN staff_contacts c ON c.staff_id = s.id WHERE s.enabled ORDER BY s.id`
  const channels = await tx<Channel[]>`SELECT id, kind FROM message_channels WHERE enabled ORDER BY id`
  const rows = await tx<{ channelId: string; kind: AlertKind; roles: Role[] }[]>`
    SELECT channel_id, kind, roles FROM message_audiences`
  return { people, channels, audiences: new Map(rows.map((row) => [`${row.channelId} ${row.kind}`, row.roles])) }
}

/** The people a channel reaches of those roles; one null for a group, which hears it unless nobody shall. */
function recipientsOf(channel: Channel, people: readonly Person[], roles: readonly Role[]): readonly (string | null)[] {
  if (isGroup(channel.kind)) return roles.length === 0 ? [] : [null]
  const contact = { wecom: 'wecomUserId', dingtalk: 'dingtalkUserId', email: 'email', push: 'hasPush' } as const
  const field = contact[channel.kind]
  return people.filter((person) => person[field] && roles.includes(person.role)).map((person) => person.id)
}

interface Waiting extends ToldAlert {
  readonly receiptId: number
  readonly staffId: string | null
  readonly locale: 'zh' | 'en' | null
  readonly params: AlertParams[AlertKind]
}

/**
 * Sends what waits for one channel: to each person or group a single message is under way at a time, and what is raised
 * meanwhile is gathered into the next. The channel's row is held, so that two workers never gather for it at once.
 */
async function sendWaiting(ctx: Context, channelId: string): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const [channel] = await tx<(Channel & { enabled: boolean; fieldNames: string[] })[]>`
      SELECT id, kind, enabled, field_names FROM message_channels WHERE id = ${channelId} FOR UPDATE SKIP LOCKED`
    if (!channel) return 0
    await settleNeedless(tx, channel)
    const waiting = await tx<Waiting[]>`
      SELECT r.id AS receipt_id, r.staff_id, c.locale, a.id::text AS id, a.kind, a.params, a.count
      FROM alert_receipts r JOIN alerts a ON a.id = r.alert_id LEFT JOIN staff_contacts c ON c.staff_id = r.staff_id
      WHERE r.channel_id = ${channelId} AND r.state = 'queued' AND NOT EXISTS (
        SELECT FROM alert_receipts o WHERE o.channel_id = r.channel_id AND o.state = 'sending'
          AND o.staff_id IS NOT DISTINCT FROM r.staff_id)
      ORDER BY r.id LIMIT ${RECEIPTS_AT_ONCE}`
    const groups = Map.groupBy(waiting, (one) => one.staffId)
    for (const [staffId, alerts] of groups) await sendOne(ctx, tx, { channel, staffId, alerts })
    return groups.size
  })
}

/** Nothing goes out about what has passed, nor over a channel that is off. */
async function settleNeedless(tx: Tx, channel: { id: string; enabled: boolean }): Promise<void> {
  await tx`
    UPDATE alert_receipts r SET state = 'needless' FROM alerts a
    WHERE a.id = r.alert_id AND r.channel_id = ${channel.id} AND r.state = 'queued' AND a.closed_at IS NOT NULL`
  if (!channel.enabled)
    await tx`
      UPDATE alert_receipts SET state = 'failed', code = 'channel_off'
      WHERE channel_id = ${channel.id} AND state = 'queued'`
}

async function sendOne(
  ctx: Context,
  tx: Tx,
  what: {
    channel: Channel & { readonly fieldNames: readonly string[] }
    staffId: string | null
    alerts: readonly Waiting[]
  },
): Promise<void> {
  const { channel, staffId, alerts } = what
  const kind = deliveryKindOf(channel, alerts)
  const locale = alerts[0]?.locale ?? 'zh'
  const how = { room: ROOM[kind], locale, publicUrl: ctx.env.BATON_PUBLIC_URL }
  const { taken, ...text } = gatherDigest(alerts, how)
  const receipts = alerts.slice(0, taken).map((one) => one.receiptId)
  const [deliveryId] = await enqueueDeliveries(ctx, tx, [
    {
      kind,
      route: `${kind}:${channel.id}:${staffId ?? 'group'}`,
      key: `alert:${receipts[0]}`,
      orderId: null,
      payload: {
        ...{ channelId: channel.id, staffId, target: null, ...text },
        alertIds: alerts.slice(0, taken).map((one) => one.id),
        isLoud: alerts.slice(0, taken).some((one) => ALERTS[one.kind].loud),
      },
    },
  ])
  await tx`
    UPDATE alert_receipts SET state = 'sending', delivery_id = ${deliveryId ?? null} WHERE id = ANY(${receipts})`
}

/** A loud alert is DINGed where the app has a robot for it; the quiet ones gathered with it come along. */
function deliveryKindOf(
  channel: Channel & { readonly fieldNames: readonly string[] },
  alerts: readonly Waiting[],
): MessageDeliveryKind {
  const mayDing = channel.kind === 'dingtalk' && channel.fieldNames.includes('robotCode')
  return mayDing && alerts.some((one) => ALERTS[one.kind].loud) ? 'dingtalk.ding' : DELIVERY_KIND_OF[channel.kind]
}
