import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isAlive, until } from './processes.ts'
import { backOff, type Crash, startService } from './supervise.ts'

const PATIENCE_MS = 60_000
const LIVES = `process.stdout.write('up '); setInterval(() => {}, 1000)`

function given(program: string) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-supervise-'))
  const script = join(folder, 'main.ts')
  writeFileSync(script, program)
  const logFile = join(folder, 'service.log')
  const start = (onCrash?: (crash: Crash) => void) => {
    const service = startService({ name: 'stand-in', script, env: {}, logFile }, onCrash)
    onTestFinished(async () => {
      await service.stop(500)
      rmSync(folder, { recursive: true, force: true })
    })
    return service
  }
  return { start }
}

test('the pause before a new start doubles up to half a minute', () => {
  expect([1, 2, 3, 10].map(backOff)).toEqual([500, 1000, 2000, 30_000])
})

test('a crash is told with the last words, and the service comes back', async () => {
  const crashes: Crash[] = []
  const service = given(`console.log('no more paper'); process.exit(3)`).start((crash) => crashes.push(crash))
  const first = service.pid
  expect(await until(() => crashes.length >= 2, PATIENCE_MS)).toBe(true)
  expect(crashes[0]).toMatchObject({ how: 'ended with code 3', lines: ['no more paper'], again: 500 })
  expect(crashes[1]).toMatchObject({ again: 1000 })
  expect(service.pid).not.toBe(first)
})

test('a killed service stays down until it is restarted', async () => {
  const crashes: Crash[] = []
  const service = given(LIVES).start((crash) => crashes.push(crash))
  const first = service.pid ?? 0
  await service.kill('SIGKILL')
  expect(isAlive(first)).toBe(false)
  await service.restart()
  expect(service.pid).not.toBe(first)
  expect(isAlive(service.pid ?? 0)).toBe(true)
  expect(crashes).toEqual([])
})

test('a service that will not end is ended after its grace', async () => {
  const service = given(`process.on('SIGTERM', () => {}); ${LIVES}`).start()
  expect(await until(() => service.lastWords().join('').includes('up'), PATIENCE_MS)).toBe(true)
  await service.stop(100)
  expect(isAlive(service.pid ?? 0)).toBe(false)
})

test('without anybody to tell, a crashed service is lost', async () => {
  const service = given('process.exit(1)').start()
  expect(await until(() => service.isLost, PATIENCE_MS)).toBe(true)
})
