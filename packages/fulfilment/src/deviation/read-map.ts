import type {
  DeviationAlarmView,
  DeviationCellInput,
  DeviationMap,
  DeviationPage,
  PlatformId,
  StandardStatus,
} from '@baton/contract'
import { readWords } from '../channels/index.ts'
import { readOrderRows } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { inputInvalid } from '../runtime/failure.ts'
import { readRolledAt } from './progress.ts'
import { readSaved } from './settings.ts'
import { wordTellings } from './tellings.ts'

const HOUR_MS = 3_600_000
const ALARMS = 20

/** The heat map of the last 7 or 30 days: for each channel, the hours in which it last spoke of an order. */
export async function readDeviationMap(ctx: Context, input: { days: 7 | 30 }): Promise<DeviationMap> {
  const from = new Date(Math.floor(ctx.now().getTime() / HOUR_MS) * HOUR_MS - (input.days * 24 - 1) * HOUR_MS)
  const [apps, alarms, rolledAt, { settings, savedAt }] = await Promise.all([
    ctx.sql<{ id: string; name: string; platform: PlatformId; cells: [number, number, number][] | null }[]>`
      SELECT a.id, a.name, a.platform,
             (SELECT jsonb_agg(jsonb_build_array((extract(epoch FROM h.hour - ${from}::timestamptz) / 3600)::int, h.checked, h.differing)
                               ORDER BY h.hour)
              FROM deviation_hours h WHERE h.app_id = a.id AND h.hour >= ${from} AND h.checked > 0) AS cells
      FROM channel_apps a WHERE a.actor_kind = 'channel' ORDER BY a.created_at, a.id`,
    readAlarms(ctx),
    readRolledAt(ctx),
    readSaved(ctx.sql),
  ])
  return {
    channels: apps.map(({ id, name, platform, cells }) => ({ appId: id, name, platform, cells: cells ?? [] })),
    alarms,
    from: from.toISOString(),
    rolledAt: rolledAt?.toISOString() ?? null,
    settings,
    settingsSavedAt: savedAt,
  }
}

async function readAlarms(ctx: Context): Promise<readonly DeviationAlarmView[]> {
  const rows = await ctx.sql<
    (Omit<DeviationAlarmView, 'openedAt' | 'closedAt'> & { openedAt: Date; closedAt: Date | null })[]
  >`
    SELECT d.id, d.app_id, a.name, d.opened_at, d.closed_at, d.share, d.peak
    FROM deviation_alarms d JOIN channel_apps a ON a.id = d.app_id ORDER BY d.opened_at DESC LIMIT ${ALARMS}`
  return rows.map((row) => ({
    ...row,
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  }))
}

/** Exactly the orders of one cell, by their ids. */
export async function listDeviations(ctx: Context, input: DeviationCellInput): Promise<DeviationPage> {
  const hour = new Date(input.hour)
  if (hour.getTime() % HOUR_MS !== 0) throw inputInvalid({ hour: 'invalid_value' })
  const links = await ctx.sql<{ id: string; word: string; reportedAt: Date; platform: PlatformId }[]>`
    SELECT d.order_id AS id, l.reported_status AS word, l.reported_at, a.platform
    FROM deviation_links d JOIN order_links l ON l.order_id = d.order_id AND l.app_id = d.app_id
    JOIN channel_apps a ON a.id = d.app_id
    WHERE d.app_id = ${input.appId} AND d.hour = ${hour} AND d.standing = 'differs'
      AND d.order_id > ${input.cursor ?? ''}
    ORDER BY d.order_id LIMIT ${input.limit + 1}`
  const page = links.slice(0, input.limit)
  const [rows, words] = await Promise.all([readOrderRows(ctx, { ids: page.map((one) => one.id) }), readWords(ctx.sql)])
  const meanings = new Map(wordTellings(words).map((word) => [`${word.platform}\n${word.native}`, word.standard]))
  const labels = new Map(
    words.filter((one) => one.axis === 'order').map((one) => [`${one.platform}\n${one.native}`, one.label]),
  )
  return {
    rows: page.flatMap((link) => {
      const order = rows.find((row) => row.id === link.id)
      const key = `${link.platform}\n${link.word}`
      const meaning: StandardStatus | undefined = meanings.get(key)
      if (!order || !meaning) return []
      const reportedAt = link.reportedAt.toISOString()
      return [{ order, reported: link.word, reportedLabel: labels.get(key) ?? null, meaning, reportedAt }]
    }),
    next: links.length > input.limit ? (page.at(-1)?.id ?? null) : null,
  }
}
