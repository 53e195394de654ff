import { describe, expect, test } from 'vitest'
import { isServerOf, parsePostmaster } from './postmaster.ts'

describe('postmaster.pid', () => {
  const text = '4711\n/data/postgres\n1700000000\n54329\n\n127.0.0.1\n  1234 5\nready   \n'

  test('names the process, its folder, its port and whether it takes connections', () => {
    expect(parsePostmaster(text)).toEqual({ pid: 4711, folder: '/data/postgres', port: 54329, ready: true })
  })

  test('of a server that still recovers is not ready', () => {
    expect(parsePostmaster(text.replace('ready   ', 'starting'))?.ready).toBe(false)
  })

  test('half written says nothing', () => {
    expect(parsePostmaster('')).toBeUndefined()
  })
})

describe('a process is a server of a folder', () => {
  test('if it is postgres with exactly that folder', () => {
    expect(isServerOf('/my shop/bin/postgres -D /my data/postgres', '/my data/postgres')).toBe(true)
    expect(isServerOf('/x/native/bin/postgres -D /data/postgres -p 1', '/data/postgres')).toBe(true)
  })

  test('but not with another folder, and not any program that names it', () => {
    expect(isServerOf('/x/native/bin/postgres -D /data/postgres2 -p 1', '/data/postgres')).toBe(false)
    expect(isServerOf('vim /data/postgres', '/data/postgres')).toBe(false)
  })
})
