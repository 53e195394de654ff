import { createHash } from 'node:crypto'
import { readWords } from '../channels/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { judgeDeviation } from './judge.ts'
import { advance, type Progress } from './progress.ts'
import { comparedSince, regradeOrders, type Yardstick } from './regrade.ts'
import { readDeviationSettings } from './settings.ts'
import { stateTellings, wordTellings } from './tellings.ts'

const AT_ONCE = 2000

/**
 * Brings the heat map up to date: orders that moved, in the order of the feed; disagreements whose grace time is over; and,
 * after a changed map or grace time, every order of the last 31 days. Then opens and closes alarms. Safe to run twice at once.
 */
export async function rollDeviation(ctx: Context): Promise<void> {
  const yardstick = await readYardstick(ctx)
  for (let more = true; more; ) more = await rollStep(ctx, yardstick)
  await judgeDeviation(ctx)
}

export async function readYardstick(ctx: Context): Promise<Yardstick> {
  const [settings, all] = await Promise.all([readDeviationSettings(ctx), readWords(ctx.sql)])
  const words = wordTellings(all)
  return { words, states: stateTellings(words), graceMinutes: settings.graceMinutes, now: ctx.now() }
}

function nameOf({ words, graceMinutes }: Yardstick): string {
  return createHash('sha256')
    .update(JSON.stringify([words, graceMinutes]))
    .digest('base64url')
    .slice(0, 22)
}

/** One transaction's worth; true while there is more. */
async function rollStep(ctx: Context, by: Yardstick): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    let more = false
    await advance(ctx, tx, async (progress) => {
      const name = nameOf(by)
      const from: Progress = progress.yardstick === name ? progress : { ...progress, yardstick: name, anewAfter: '' }
      const [fed, due, anew] = [
        await takeFed(tx, from.position),
        await takeDue(tx, by.now),
        await takeAnew(tx, from, by.now),
      ]
      await regradeOrders(tx, [...new Set([...fed.ids, ...due, ...anew])], by)
      more = fed.full || due.length === AT_ONCE || anew.length > 0
      return { position: fed.position, yardstick: name, anewAfter: anew.at(-1) ?? null }
    })
    return more
  })
}

async function takeFed(tx: Tx, after: number): Promise<{ ids: string[]; position: number; full: boolean }> {
  const rows = await tx<{ position: number; orderId: string }[]>`
    SELECT position, order_id FROM order_feed WHERE position > ${after} ORDER BY position LIMIT ${AT_ONCE}`
  return {
    ids: rows.map((row) => row.orderId),
    position: rows.at(-1)?.position ?? after,
    full: rows.length === AT_ONCE,
  }
}

async function takeDue(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx<{ orderId: string }[]>`
    SELECT order_id FROM deviation_links WHERE standing = 'settling' AND due_at <= ${now} ORDER BY due_at LIMIT ${AT_ONCE}`
  return rows.map((row) => row.orderId)
}

async function takeAnew(tx: Tx, { anewAfter }: Progress, now: Date): Promise<string[]> {
  if (anewAfter === null) return []
  const rows = await tx<{ id: string }[]>`
    SELECT id FROM orders WHERE id > ${anewAfter} AND updated_at > ${comparedSince(now)} ORDER BY id LIMIT ${AT_ONCE}`
  return rows.map((row) => row.id)
}
