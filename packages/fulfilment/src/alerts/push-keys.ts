import { randomUUID } from 'node:crypto'
import type { PushKeyView } from '@baton/contract'
import webpush from 'web-push'
import { openFields, sealFields } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { placeOf } from './message-channels.ts'
import { isPushSubject } from './push-subject.ts'

/** Until somebody says otherwise: this installation's own address where that is public. */
const SUBJECT_UNTIL_SET = 'mailto:push@example.org'

/**
 * Makes the keys on first start, once for all servers; they stay, because every subscription is bound to them. What is sealed
 * in every database also tells whether this process has its key: throws if it was given another.
 */
export async function ensurePushChannel(ctx: Context): Promise<void> {
  if (!(await findPushChannel(ctx))) await makePushChannel(ctx)
  await readPushKey(ctx)
}

async function makePushChannel(ctx: Context): Promise<void> {
  const id = randomUUID()
  const { publicKey, privateKey } = webpush.generateVAPIDKeys()
  const own = ctx.env.BATON_PUBLIC_URL
  const fields = { subject: isPushSubject(own) ? new URL(own).origin : SUBJECT_UNTIL_SET, publicKey, privateKey }
  await ctx.sql`
    INSERT INTO message_channels (id, kind, name, fields, field_names, endpoints, created_at, updated_at)
    VALUES (${id}, 'push', '浏览器推送', ${sealFields(ctx.secrets, placeOf(id), fields)}, ${['subject']}, '{}', ${ctx.now()},
      ${ctx.now()})
    ON CONFLICT (kind) WHERE kind = 'push' DO NOTHING`
}

async function findPushChannel(ctx: Context) {
  const [row] = await ctx.sql<{ id: string; enabled: boolean; fields: Uint8Array }[]>`
    SELECT id, enabled, fields FROM message_channels WHERE kind = 'push'`
  return row
}

/** What a browser subscribes with. */
export async function readPushKey(ctx: Context): Promise<PushKeyView> {
  const row = await findPushChannel(ctx)
  if (!row) throw new Failure('MESSAGE_CHANNEL_NOT_FOUND')
  const { publicKey = '' } = openFields(ctx.secrets, placeOf(row.id), row.fields)
  return { publicKey, enabled: row.enabled }
}
