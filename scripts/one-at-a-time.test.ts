import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

function lockFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-alone-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'lock')
}

test('two works under one file follow each other, and nothing is left of it', async () => {
  const file = lockFile()
  const told: string[] = []
  let letGo = () => {}
  const first = oneAtATime(file, async () => {
    told.push('first begins')
    await new Promise<void>((resolve) => {
      letGo = resolve
    })
    told.push('first ends')
  })
  await vi.waitFor(() => expect(told).toEqual(['first begins']))
  const second = oneAtATime(file, async () => void told.push('second begins'))
  letGo()
  await Promise.all([first, second])
  expect(told).toEqual(['first begins', 'first ends', 'second begins'])
  expect(existsSync(file)).toBe(false)
})

test('a file that a dead process left keeps nobody waiting', async () => {
  const file = lockFile()
  writeFileSync(file, String(spawnSync(process.execPath, ['--version']).pid))
  expect(await oneAtATime(file, async () => 'done')).toBe('done')
})

test('work that fails leaves no file', async () => {
  const file = lockFile()
  await expect(oneAtATime(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(existsSync(file)).toBe(false)
})
