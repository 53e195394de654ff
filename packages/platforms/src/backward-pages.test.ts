import { describe, expect, test } from 'vitest'
import { backwardPageOf, nextBackwardCursor } from './backward-pages.ts'

/** The pages one whole run asks for. */
function pagesAsked(total: number, pageSize: number): readonly number[] {
  const asked: number[] = []
  let cursor: string | null = null
  do {
    asked.push(backwardPageOf(cursor))
    cursor = nextBackwardCursor(cursor, total, pageSize)
  } while (cursor !== null)
  return asked
}

describe('backward pages', () => {
  test('one page needs one request', () => {
    expect(pagesAsked(0, 100)).toEqual([1])
    expect(pagesAsked(100, 100)).toEqual([1])
  })

  test('more pages run from the last to the first', () => {
    expect(pagesAsked(301, 100)).toEqual([1, 4, 3, 2, 1])
  })

  test('a foreign cursor is refused', () => {
    expect(() => backwardPageOf('0')).toThrow(/cursor/)
    expect(() => backwardPageOf('next')).toThrow(/cursor/)
  })
})
