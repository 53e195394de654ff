import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { isStartCommand, lockDataFolder } from './data-folder.ts'
import { readStartOptions } from './options.ts'
import { peopleFrom } from './people.ts'
import { writePrivateFile } from './private-file.ts'
import { secretsOf } from './secrets.ts'
import { environmentOf, hasAgent, type SystemPlan } from './system.ts'
import { ownerOfTempData } from './temp-data.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'baton-settings-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const plan: SystemPlan = {
  dataFolder: '/data',
  port: 3000,
  sandboxPort: 3010,
  sandboxMailPort: 3011,
  publicUrl: 'http://localhost:3000',
  databaseUrl: 'postgres://app',
  ownerUrl: 'postgres://owner',
  secrets: { BATON_SECRET_KEY: 'key', BATON_AUTH_SECRET: 'auth' },
  env: { PATH: '/bin', DATABASE_OWNER_URL: 'postgres://owner', BATON_SECRET_KEY: 'key', EMPTY: undefined },
}

describe('the environment of a part', () => {
  test('gives the server the application role and the keys, never the owner', () => {
    expect(environmentOf(plan, 'server')).toEqual({
      PATH: '/bin',
      BATON_DATA: '/data',
      BATON_PORT: '3000',
      BATON_PUBLIC_URL: 'http://localhost:3000',
      BATON_SANDBOX_PORT: '3010',
      BATON_SANDBOX_MAIL_PORT: '3011',
      DATABASE_URL: 'postgres://app',
      BATON_SECRET_KEY: 'key',
      BATON_AUTH_SECRET: 'auth',
      BATON_ALLOW_PRIVATE: '127.0.0.1:3010,127.0.0.1:3011',
    })
  })

  test('gives the sandbox neither database nor keys, even if they were inherited', () => {
    const names = Object.keys(environmentOf(plan, 'sandbox'))
    const ports = ['BATON_SANDBOX_PORT', 'BATON_SANDBOX_MAIL_PORT']
    expect(names).toEqual(['PATH', 'BATON_DATA', 'BATON_PORT', 'BATON_PUBLIC_URL', ...ports])
  })

  test('gives the print agent its own device and nothing else of ours', () => {
    const env = { ...plan.env, BATON_DEVICE: 'd1', BATON_DEVICE_KEY: 'whsec_1' }
    expect(environmentOf({ ...plan, env }, 'agent')).toEqual({
      PATH: '/bin',
      BATON_DATA: '/data',
      BATON_PORT: '3000',
      BATON_PUBLIC_URL: 'http://localhost:3000',
      BATON_SANDBOX_PORT: '3010',
      BATON_SANDBOX_MAIL_PORT: '3011',
      BATON_URL: 'http://127.0.0.1:3000',
      BATON_DEVICE: 'd1',
      BATON_DEVICE_KEY: 'whsec_1',
      BATON_AGENT_FOLDER: '/data/agent',
    })
    expect(environmentOf({ ...plan, env }, 'server').BATON_DEVICE_KEY).toBeUndefined()
    expect(hasAgent({ ...plan, env })).toBe(true)
    expect(hasAgent(plan)).toBe(false)
  })

  test('gives the owner only to what prepares the database', () => {
    expect(environmentOf(plan, 'prepare').DATABASE_OWNER_URL).toBe('postgres://owner')
  })

  test('tells the server of its door to the local network, and nobody outside', () => {
    const lanUrl = 'https://192.168.1.20:3443'
    expect(environmentOf({ ...plan, lanUrl }, 'server').BATON_LAN_URL).toBe(lanUrl)
    expect(environmentOf({ ...plan, lanUrl }, 'sandbox').BATON_LAN_URL).toBeUndefined()
    const env = { ...plan.env, BATON_LAN_URL: lanUrl }
    expect(environmentOf({ ...plan, env }, 'server').BATON_LAN_URL).toBeUndefined()
  })

  test('names no sandbox if there is none', () => {
    const env = { ...plan.env, BATON_SANDBOX_PORT: '3010' }
    expect(environmentOf({ ...plan, sandboxPort: undefined, env }, 'server').BATON_SANDBOX_PORT).toBeUndefined()
  })
})

describe('options of the start command', () => {
  test('have defaults, take the environment, and prefer the command line', () => {
    expect(readStartOptions([], {})).toMatchObject({
      port: 3000,
      sandboxPort: 3010,
      sandboxMailPort: 3011,
      printerPort: 3012,
    })
    expect(readStartOptions([], { BATON_SANDBOX_PORT: '5010', BATON_SANDBOX_MAIL_PORT: '25' })).toMatchObject({
      sandboxPort: 5010,
      sandboxMailPort: 25,
      printerPort: 5012,
    })
    expect(readStartOptions([], { BATON_PORT: '4000', BATON_DATA: '/d' })).toMatchObject({
      port: 4000,
      dataFolder: '/d',
    })
    expect(readStartOptions(['--port', '5000', '--no-sandbox'], { BATON_PORT: '4000' })).toMatchObject({
      port: 5000,
      sandboxPort: undefined,
      sandboxMailPort: undefined,
    })
  })

  test('ask for no port twice, also where one of them is the sandbox’s by default', () => {
    expect(() => readStartOptions(['--port', '3011'], {})).toThrow(
      'Port 3011 is asked for twice. Choose another one with BATON_SANDBOX_MAIL_PORT, or use --no-sandbox.',
    )
    expect(() => readStartOptions(['--lan', '--lan-port', '3000'], {})).toThrow('Port 3000 is asked for twice')
    expect(readStartOptions(['--port', '3011', '--no-sandbox'], {}).port).toBe(3011)
  })

  test('open the door to the local network only when asked', () => {
    expect(readStartOptions([], { BATON_LAN_HOST: '10.0.0.7' }).lan).toBeUndefined()
    expect(readStartOptions(['--lan'], {}).lan).toEqual({ host: undefined, port: 3443 })
    expect(readStartOptions(['--lan', '--no-sandbox'], { BATON_LAN_HOST: '10.0.0.7' }).lan?.host).toBe('10.0.0.7')
    const asked = ['--lan=Box.local', '--lan-port', '8443']
    expect(readStartOptions(asked, { BATON_LAN_HOST: '10.0.0.7' }).lan).toEqual({ host: 'box.local', port: 8443 })
  })

  test.each([[['--port', 'abc']], [['--lan', '--lan-port', '0']], [['--port', '0']], [['--unknown']]])(
    '%o is refused with the usage',
    (args) => {
      expect(() => readStartOptions(args, {})).toThrow(/Usage: npm start/)
    },
  )
})

describe('secrets', () => {
  test('are made once, kept private, and the environment wins', () => {
    const data = folder()
    const first = secretsOf(data, {})
    expect(Buffer.from(first.BATON_SECRET_KEY, 'base64')).toHaveLength(32)
    expect(secretsOf(data, {})).toEqual(first)
    expect(statSync(join(data, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(secretsOf(data, { BATON_SECRET_KEY: 'mine' })).toEqual({ ...first, BATON_SECRET_KEY: 'mine' })
  })
})

describe('the lock of a data folder', () => {
  test('is taken over from a process that is gone, or that is another program by now', () => {
    const data = folder()
    mkdirSync(data, { recursive: true })
    writePrivateFile(join(data, 'start.json'), { pid: process.ppid, port: 3000 })
    const unlock = lockDataFolder(data, 3000)
    unlock()
    expect(statSync(join(data, 'start.json'), { throwIfNoEntry: false })).toBeUndefined()
  })

  test('knows a start command by its script', () => {
    expect(isStartCommand('/x/node /baton/scripts/start.ts --port 1')).toBe(true)
    expect(isStartCommand('/x/node /baton/scripts/dev.ts')).toBe(true)
    expect(isStartCommand('vim restart.ts')).toBe(false)
    expect(isStartCommand(undefined)).toBe(false)
  })
})

test('people are read from a list, whatever their login is called', () => {
  const wanted = [{ name: 'An', login: 'an@x', password: 'p', role: 'admin' }]
  expect(peopleFrom([{ name: 'An', email: 'an@x', password: 'p', role: 'admin' }])).toEqual(wanted)
  expect(peopleFrom({ people: [{ name: 'An', username: 'an@x', password: 'p', roles: ['admin'] }] })).toEqual(wanted)
  expect(peopleFrom(undefined)).toEqual([])
})

test('a throw-away folder names the process that made it', () => {
  expect(ownerOfTempData('baton-throwaway-4711-abc')).toBe(4711)
  expect(ownerOfTempData('baton-4711')).toBeUndefined()
})
