import { UnreadableMessage } from './driver.ts'

/**
 * Increment lists are paged backwards: a row that changes meanwhile leaves the window and moves later rows
 * one place forward, so that forward paging would skip one (advice of the official TOP and Pinduoduo documentation).
 * The first request asks page 1 (platforms that count from 0 subtract one) to learn the total; then the last page down to page 1 again.
 */
export function backwardPageOf(cursor: string | null): number {
  if (cursor === null) return 1
  const page = /^[1-9]\d{0,5}$/.test(cursor) ? Number(cursor) : Number.NaN
  if (Number.isNaN(page)) throw new UnreadableMessage(`Not a page cursor: ${cursor}.`)
  return page
}

export function nextBackwardCursor(cursor: string | null, total: number, pageSize: number): string | null {
  if (cursor === null) return total > pageSize ? String(Math.ceil(total / pageSize)) : null
  const page = backwardPageOf(cursor)
  return page > 1 ? String(page - 1) : null
}
