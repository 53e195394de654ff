import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Sql } from './database.ts'
import { createWaker } from './wake.ts'

describe('waking listeners', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  const listen = () => {
    const sent: string[] = []
    const sql = ((_: TemplateStringsArray, channel: string) => {
      sent.push(channel)
      return Promise.resolve([])
    }) as unknown as Sql
    return { sent, waker: createWaker(sql, pino({ level: 'silent' })) }
  }

  test('the first is told at once, a crowd behind it once more', () => {
    const { sent, waker } = listen()
    for (let time = 0; time < 5; time += 1) waker.wake('orders_moved')
    expect(sent).toEqual(['orders_moved'])
    vi.advanceTimersByTime(20)
    expect(sent).toEqual(['orders_moved', 'orders_moved'])
    vi.advanceTimersByTime(1000)
    expect(sent).toHaveLength(2)
  })

  test('never twice in 20 ms, whatever the caller does', () => {
    const { sent, waker } = listen()
    for (let millisecond = 0; millisecond < 200; millisecond += 1) {
      waker.wake('feed_grew')
      vi.advanceTimersByTime(1)
    }
    expect(sent.length).toBeGreaterThanOrEqual(9)
    expect(sent.length).toBeLessThanOrEqual(11)
  })

  test('channels do not wait for each other', () => {
    const { sent, waker } = listen()
    waker.wake('events_kept')
    waker.wake('feed_grew')
    expect(sent).toEqual(['events_kept', 'feed_grew'])
  })
})
