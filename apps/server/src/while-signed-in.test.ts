import { describe, expect, it } from 'vitest'
import { whileSignedIn } from './while-signed-in.ts'

async function* numbers(ended: () => void) {
  try {
    for (let number = 1; ; number += 1) yield number
  } finally {
    ended()
  }
}

describe('a live stream', () => {
  it('ends, and what feeds it, once the session is gone', async () => {
    let looks = 0
    let ended = false
    const stream = whileSignedIn(
      numbers(() => {
        ended = true
      }),
      async () => ++looks < 3,
      0,
    )
    const seen: number[] = []
    for await (const number of stream) seen.push(number)
    expect(seen).toEqual([1, 2])
    expect(ended).toBe(true)
  })
})
