import { describe, expect, it } from 'vitest'
import { RunAgain, untilWon } from './transaction.ts'

/** Work that fails so, time after time, before it is done. */
function failing(...faults: readonly unknown[]) {
  const left = [...faults]
  let times = 0
  const work = async () => {
    times += 1
    if (left.length > 0) throw left.shift()
    return 'done'
  }
  return { work, times: () => times }
}
const lost = (code: string) => Object.assign(new Error(code), { code })

describe('work that may lose a race', () => {
  it('is tried again after a deadlock, a lock that was not to be had, and a change beneath it', async () => {
    const { work, times } = failing(lost('40P01'), lost('55P03'), lost('40001'), new RunAgain('again'))
    expect(await untilWon(work)).toBe('done')
    expect(times()).toBe(5)
  })

  it('is given up after five times', async () => {
    const { work, times } = failing(...Array.from({ length: 9 }, () => lost('40P01')))
    await expect(untilWon(work)).rejects.toThrow('40P01')
    expect(times()).toBe(5)
  })

  it('fails at once with anything else', async () => {
    const { work, times } = failing(lost('23505'))
    await expect(untilWon(work)).rejects.toThrow('23505')
    expect(times()).toBe(1)
  })
})
