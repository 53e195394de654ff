import { ERRORS, type ErrorCode } from '@baton/contract'
import { Receiver } from '@baton/fulfilment/channels'
import { createStaff, enableStaff, NAME_WINDOW_MINUTES } from '@baton/fulfilment/staff'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
import { buildServer } from './server.ts'

const PASSWORD = 'a good password'
const ORIGIN = 'http://localhost:3000'
let world: TestContext
let server: FastifyInstance

beforeAll(async () => {
  world = await openTestContext()
  server = await buildServer(world.ctx, new Receiver(world.ctx))
  const person = { name: '李娜', role: 'warehouse', password: PASSWORD } as const
  for (const username of ['li-na', 'guessed', 'entered']) await createStaff(world.ctx, { ...person, username })
  const { id } = await createStaff(world.ctx, { ...person, username: 'gone' })
  await enableStaff(world.ctx, { id, enabled: false })
})
afterAll(async () => {
  await server.close()
  await world.close()
})

/** Each from an address of its own, so that none is too many. */
let callers = 0
async function enter(payload: NonNullable<InjectOptions['payload']>, headers: Record<string, string> = {}) {
  callers += 1
  const from = { 'content-type': 'application/json', origin: ORIGIN, ...headers }
  const remoteAddress = `10.0.${callers >> 8}.${callers & 255}`
  return server.inject({ method: 'POST', url: '/api/auth/sign-in/username', headers: from, payload, remoteAddress })
}

const REFUSALS: readonly (readonly [string, string | object, ErrorCode])[] = [
  ['a wrong password', { username: 'li-na', password: 'another password' }, 'SIGN_IN_WRONG'],
  ['nobody', { username: 'nobody', password: PASSWORD }, 'SIGN_IN_WRONG'],
  ['a name that nobody can have', { username: 'li na!', password: PASSWORD }, 'SIGN_IN_WRONG'],
  ['a name that is too short', { username: 'x', password: PASSWORD }, 'SIGN_IN_WRONG'],
  ['a password that is too long', { username: 'li-na', password: 'x'.repeat(300) }, 'SIGN_IN_WRONG'],
  ['somebody who was switched off', { username: 'gone', password: PASSWORD }, 'PERSON_OFF'],
  ['a switched off name with a wrong password', { username: 'gone', password: 'another password' }, 'SIGN_IN_WRONG'],
  ['a number for a name', { username: 7 }, 'INPUT_INVALID'],
  ['what is no JSON', 'no JSON', 'INPUT_INVALID'],
  ['a book', 'x'.repeat(20_000), 'BODY_TOO_LARGE'],
]

it.each(REFUSALS)('refuses %s in the words of the catalogue', async (_name, payload, code) => {
  const answer = await enter(payload)
  expect([answer.statusCode, answer.json()]).toEqual([ERRORS[code].status, { code, retry: ERRORS[code].retry }])
})

it('says when to come again to whoever tries too often', async () => {
  const payload = { username: 'li-na', password: 'another password' }
  const headers = { 'content-type': 'application/json', origin: ORIGIN }
  const tryOnce = () => server.inject({ method: 'POST', url: '/api/auth/sign-in/username', headers, payload })
  for (let tries = 0; tries < 10; tries += 1) expect((await tryOnce()).statusCode).toBe(401)
  const answer = await tryOnce()
  expect([answer.statusCode, answer.json()]).toEqual([429, { code: 'TOO_MANY_REQUESTS', retry: 'later' }])
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
})

it('lets a whole office in from one address, and counts only those who were not', async () => {
  const headers = { 'content-type': 'application/json', origin: ORIGIN }
  const tryWith = async (password: string) => {
    const payload = { username: 'li-na', password }
    const url = '/api/auth/sign-in/username'
    return (await server.inject({ method: 'POST', url, headers, payload, remoteAddress: '10.9.9.9' })).statusCode
  }
  for (let tries = 0; tries < 9; tries += 1) expect(await tryWith('another password')).toBe(401)
  for (let people = 0; people < 12; people += 1) expect(await tryWith(PASSWORD)).toBe(200)
  expect(await tryWith('another password')).toBe(401)
  expect(await tryWith(PASSWORD)).toBe(429)
})

describe('guessing for one name from many addresses', () => {
  const right = { username: 'entered', password: PASSWORD }
  const wrong = { username: 'ENTERED', password: 'another password' }

  /** As if so many more had been tried, each from another address. */
  const triedMore = (times: number) =>
    world.ctx.sql`UPDATE staff_rate_limits SET count = count + ${times} WHERE key LIKE 'name:%'`

  it.each(['guessed', 'nobodys'])('ends after thirty for %s, also with the right password', async (username) => {
    await enter({ ...wrong, username: username.toUpperCase() })
    await triedMore(28)
    expect((await enter({ ...wrong, username })).statusCode).toBe(401)
    const answer = await enter({ ...right, username })
    expect([answer.statusCode, answer.json()]).toEqual([429, { code: 'TOO_MANY_REQUESTS', retry: 'later' }])
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(600)
    world.clock.forward(NAME_WINDOW_MINUTES * 60_000)
    expect((await enter({ ...wrong, username })).statusCode).toBe(401)
  })

  it('begins anew for whoever is let in, and never keeps out where they are signed in', async () => {
    await enter(wrong)
    await triedMore(28)
    expect((await enter(right)).statusCode).toBe(200)
    await enter(wrong)
    await triedMore(29)
    expect((await enter(right)).statusCode).toBe(429)
    await world.ctx.sql`UPDATE staff_sessions SET ip_address = ${`10.0.0.${callers + 1}`}`
    expect((await enter(right)).statusCode).toBe(200)
  })
})

it('tells a page the cookie alone, and nothing of it to a page of another origin', async () => {
  const payload = { username: 'li-na', password: PASSWORD }
  const answer = await enter(payload)
  expect([answer.statusCode, answer.json()]).toEqual([200, {}])
  expect(answer.cookies.map((one) => [one.name, one.httpOnly])).toEqual([['baton', true]])
  for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const refused = await enter(payload, headers as Record<string, string>)
    expect([refused.statusCode, refused.json(), refused.cookies]).toEqual([
      ...[403, { code: 'NOT_ALLOWED', retry: 'never' }, []],
    ])
  }
})
