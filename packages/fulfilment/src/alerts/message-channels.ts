import { randomUUID } from 'node:crypto'
import {
  type AudienceSaveInput,
  type AudienceView,
  MESSAGE_CHANNEL_KINDS,
  type MessageChannelKind,
  type MessageChannelSaveInput,
  type MessageChannelSpec,
  type MessageChannelView,
} from '@baton/contract'
import type { CredentialField } from '@baton/platforms'
import { DINGTALK_API, DINGTALK_APP_FIELDS, DINGTALK_GATEWAY, DINGTALK_ROBOT_FIELDS } from '@baton/platforms/dingtalk'
import { WECOM_APP_FIELDS, WECOM_GATEWAY, WECOM_ROBOT_FIELDS } from '@baton/platforms/wecom'
import { changedFields, movedEndpoints, openFields, sealFields } from '../catalogue/index.ts'
import { isAsSeen } from '../runtime/as-seen.ts'
import type { Context } from '../runtime/context.ts'
import { Failure, inputInvalid } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { PUSH_FIELDS, requirePushSubject } from './push-subject.ts'
import { EMAIL_FIELDS } from './send-email.ts'

interface ChannelSpec {
  readonly fields: readonly CredentialField[]
  /** Published production addresses, which a channel may override. */
  readonly endpoints: Readonly<Record<string, string>>
}

const CHANNEL_SPECS = {
  wecom: { fields: WECOM_APP_FIELDS, endpoints: { gateway: WECOM_GATEWAY } },
  wecom_robot: { fields: WECOM_ROBOT_FIELDS, endpoints: { gateway: WECOM_GATEWAY } },
  dingtalk: { fields: DINGTALK_APP_FIELDS, endpoints: { gateway: DINGTALK_GATEWAY, api: DINGTALK_API } },
  dingtalk_robot: { fields: DINGTALK_ROBOT_FIELDS, endpoints: { gateway: DINGTALK_GATEWAY } },
  email: { fields: EMAIL_FIELDS, endpoints: {} },
  push: { fields: PUSH_FIELDS, endpoints: {} },
} as const satisfies Record<MessageChannelKind, ChannelSpec>

/** A channel with its secrets open, for the code that speaks with its messenger. */
export interface MessageChannel {
  readonly id: string
  readonly kind: MessageChannelKind
  readonly enabled: boolean
  readonly fields: Readonly<Record<string, string>>
  readonly endpoints: Readonly<Record<string, string>>
  readonly updatedAt: Date
}

export const placeOf = (id: string) => `message_channels.fields:${id}`

/** What each kind of channel asks for. */
export function listMessageChannelSpecs(): readonly MessageChannelSpec[] {
  return MESSAGE_CHANNEL_KINDS.map((kind) => ({ kind, ...CHANNEL_SPECS[kind] }))
}

type ViewRow = Omit<MessageChannelView, 'savedAt' | 'lastError' | 'fieldsSet' | 'audiences'> & {
  readonly savedAt: Date
  readonly fieldNames: readonly string[]
  readonly lastCode: string | null
  readonly lastFailedAt: Date | null
}

/** Every channel without its secrets. */
export async function listMessageChannels(ctx: Context): Promise<readonly MessageChannelView[]> {
  const [rows, audiences] = await Promise.all([
    ctx.sql<ViewRow[]>`
      SELECT id, kind, name, enabled, updated_at AS saved_at, field_names, endpoints, last_code, last_failed_at FROM message_channels
      ORDER BY created_at, id`,
    ctx.sql<
      (AudienceView & { channelId: string })[]
    >`SELECT channel_id, kind, roles FROM message_audiences ORDER BY kind`,
  ])
  const audiencesOf = Map.groupBy(audiences, (one) => one.channelId)
  return rows.map(({ fieldNames, lastCode, lastFailedAt, ...row }) => ({
    ...row,
    savedAt: row.savedAt.toISOString(),
    fieldsSet: fieldNames,
    lastError: lastCode === null ? null : { code: lastCode, at: lastFailedAt?.toISOString() ?? '' },
    audiences: (audiencesOf.get(row.id) ?? []).map(({ kind, roles }) => ({ kind, roles })),
  }))
}

interface KnownChannel extends Pick<MessageChannel, 'kind' | 'endpoints'> {
  readonly fields: Uint8Array
  readonly isAsSeen: boolean
}

/**
 * Creates or changes a channel. Secrets left out keep their value, unless they would follow an address to another host
 * (`SECRETS_NEEDED_AGAIN`). Tokens of the old credentials are forgotten. Throws `VERSION_CONFLICT` where somebody saved it
 * since it was seen.
 */
export async function saveMessageChannel(ctx: Context, input: MessageChannelSaveInput): Promise<{ id: string }> {
  const id = input.id ?? randomUUID()
  const spec: ChannelSpec = CHANNEL_SPECS[input.kind]
  const unknown = Object.keys(input.endpoints).filter((name) => !Object.hasOwn(spec.endpoints, name))
  if (unknown.length > 0)
    throw inputInvalid(Object.fromEntries(unknown.map((name) => [`endpoints.${name}`, 'unknown'])))
  await inTransaction(ctx, async (tx) => {
    const [known] = await tx<KnownChannel[]>`
      SELECT kind, fields, endpoints, ${isAsSeen(tx, tx`updated_at`, input.seenAt)} AS is_as_seen FROM message_channels
      WHERE id = ${id} FOR UPDATE`
    if (input.id && !known) throw new Failure('MESSAGE_CHANNEL_NOT_FOUND')
    if (known?.isAsSeen === false) throw new Failure('VERSION_CONFLICT')
    if (!known && input.kind === 'push') throw new Failure('ALREADY_EXISTS', { fields: { kind: input.kind } })
    if (known && known.kind !== input.kind) throw inputInvalid({ kind: 'fixed' })
    const stored = known ? openFields(ctx.secrets, placeOf(id), known.fields) : {}
    const addresses = (endpoints: ChannelSpec['endpoints']) => ({ ...spec.endpoints, ...endpoints })
    const moved = known ? movedEndpoints(addresses(known.endpoints), addresses(input.endpoints)) : []
    const fields = changedFields(spec.fields, { given: input.fields, stored, moved })
    if (input.kind === 'push') requirePushSubject(fields.subject)
    await tx`
      INSERT INTO message_channels (id, kind, name, fields, field_names, endpoints, created_at, updated_at)
      VALUES (${id}, ${input.kind}, ${input.name}, ${sealFields(ctx.secrets, placeOf(id), fields)}, ${Object.keys(fields)},
        ${tx.json(input.endpoints)}, ${ctx.now()}, ${ctx.now()})
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, fields = excluded.fields, field_names = excluded.field_names,
        endpoints = excluded.endpoints, last_code = NULL, last_failed_at = NULL, updated_at = excluded.updated_at`
    await tx`DELETE FROM message_tokens WHERE channel_id = ${id}`
  })
  return { id }
}

/** A channel that is off sends nothing; what waits for it is settled as failed. */
export async function enableMessageChannel(ctx: Context, input: { id: string; enabled: boolean }): Promise<void> {
  const changed = await ctx.sql`
    UPDATE message_channels SET enabled = ${input.enabled}, updated_at = ${ctx.now()} WHERE id = ${input.id}`
  if (changed.count === 0) throw new Failure('MESSAGE_CHANNEL_NOT_FOUND')
}

/** Says who hears an alert over a channel; null: those the alert is meant for. Throws `VERSION_CONFLICT` where it is not as seen. */
export async function saveAudience(ctx: Context, input: AudienceSaveInput): Promise<void> {
  const { id, kind, roles, seen } = input
  await inTransaction(ctx, async (tx) => {
    const [known] = await tx`SELECT FROM message_channels WHERE id = ${id} FOR UPDATE`
    if (!known) throw new Failure('MESSAGE_CHANNEL_NOT_FOUND')
    const [now] = await tx<{ roles: string[] }[]>`
      SELECT roles FROM message_audiences WHERE channel_id = ${id} AND kind = ${kind}`
    if (seen !== undefined && seen?.join() !== now?.roles.join()) throw new Failure('VERSION_CONFLICT')
    if (roles === null) await tx`DELETE FROM message_audiences WHERE channel_id = ${id} AND kind = ${kind}`
    else
      await tx`
        INSERT INTO message_audiences (channel_id, kind, roles) VALUES (${id}, ${kind}, ${roles})
        ON CONFLICT (channel_id, kind) DO UPDATE SET roles = excluded.roles`
  })
}

/** One channel with its secrets open; null when it is gone. */
export async function openMessageChannel(ctx: Context, id: string): Promise<MessageChannel | null> {
  const [row] = await ctx.sql<(Omit<MessageChannel, 'fields'> & { fields: Uint8Array })[]>`
    SELECT id, kind, enabled, fields, endpoints, updated_at FROM message_channels WHERE id = ${id}`
  if (!row) return null
  const spec: ChannelSpec = CHANNEL_SPECS[row.kind]
  return {
    ...row,
    fields: openFields(ctx.secrets, placeOf(id), row.fields),
    endpoints: { ...spec.endpoints, ...row.endpoints },
  }
}
