import { expect, test } from 'vitest'
import { mayEnter } from './account.ts'

const account = { name: 'postgres', uid: 101, gid: 104 }

test.each([
  [{ mode: 0o40700, uid: 0, gid: 0 }, false],
  [{ mode: 0o40711, uid: 0, gid: 0 }, true],
  [{ mode: 0o40700, uid: 101, gid: 0 }, true],
  [{ mode: 0o40750, uid: 0, gid: 104 }, true],
  [{ mode: 0o40705, uid: 0, gid: 104 }, false],
])('a folder %o may be entered: %s', (stats, expected) => {
  expect(mayEnter(stats, account)).toBe(expected)
})
