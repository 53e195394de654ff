import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Receiver } from '@baton/fulfilment/channels'
import { createEnrolment, createGun, revokeDevice } from '@baton/fulfilment/staff'
import type { FastifyInstance } from 'fastify'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FloorWorld, openFloorWorld } from '../../../packages/fulfilment/src/scans/floor-world.fixture.ts'
import { buildServer } from './server.ts'

const EXAMPLE = fileURLToPath(new URL('../../../docs/examples/scan-gun.mjs', import.meta.url))
const run = promisify(execFile)

describe('devices over HTTP', () => {
  let floor: FloorWorld
  let server: FastifyInstance
  let base: string
  let gun: { id: string; key: string }
  let folder: string

  beforeAll(async () => {
    floor = await openFloorWorld()
    server = await buildServer(floor.ctx, new Receiver(floor.ctx))
    await server.listen({ host: '127.0.0.1', port: 0 })
    base = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
    gun = await createGun(floor.ctx, { warehouseId: floor.warehouseId, name: '扫码枪 1' })
    folder = mkdtempSync(join(tmpdir(), 'scan-gun-'))
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await server.close()
    await floor.close()
  })

  async function post(body: unknown, told: { key?: string; at?: Date; id?: string; device?: string } = {}) {
    const { key = gun.key, at = floor.ctx.now(), id = 'msg-1', device = gun.id } = told
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await fetch(`${base}/devices/v1/scans`, {
      method: 'POST',
      headers: {
        'baton-device': device,
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(key).sign(id, at, text),
      },
      body: text,
    })
    return { status: answer.status, json: JSON.parse(await answer.text()) }
  }

  it('a signed batch has its outcomes, and the same ones when it is sent again', async () => {
    const id = await floor.order('H1')
    const scans = [floor.scanOf({ kind: 'pack_start', code: id }), floor.scanOf({ kind: 'pack_start', code: id })]
    const first = await post({ scans })
    expect([first.status, first.json.outcomes.map((one: { answer: string }) => one.answer)]).toEqual([
      200,
      ['packing_started', 'already_packing'],
    ])
    expect(await post({ scans }, { id: 'msg-2' })).toEqual(first)
  })

  it('what is not proven, or no batch of scans, is refused with what is wrong', async () => {
    const scans = [floor.scanOf({ kind: 'pack_start', code: 'SF1' })]
    const another = await createGun(floor.ctx, { warehouseId: floor.warehouseId, name: '扫码枪 2' })
    const code = async (...call: Parameters<typeof post>) => {
      const { status, json } = await post(...call)
      return [status, json.code]
    }
    expect(await code({ scans }, { key: another.key })).toEqual([401, 'SIGNATURE_INVALID'])
    expect(await code({ scans }, { device: 'x' })).toEqual([401, 'SIGNATURE_INVALID'])
    const old = new Date(floor.ctx.now().getTime() - 400_000)
    expect(await code({ scans }, { at: old })).toEqual([401, 'TIMESTAMP_OUTSIDE_WINDOW'])
    expect(await code('{')).toEqual([400, 'INPUT_INVALID'])
    expect(await code({ scans: [] })).toEqual([400, 'INPUT_INVALID'])
    expect(await code({ scans: scans.map((scan) => ({ ...scan, price: 1 })) })).toEqual([400, 'INPUT_INVALID'])
    expect(await code({ scans: Array.from({ length: 201 }, () => scans[0]) })).toEqual([400, 'INPUT_INVALID'])
    expect(await code({ scans: scans.map((scan) => ({ ...scan, code: 'x'.repeat(5000) })) })).toEqual([
      400,
      'INPUT_INVALID',
    ])
  })

  it('the documented example sends what it kept, and keeps what it could not send', async () => {
    const id = await floor.order('H2')
    const queue = join(folder, 'scans.json')
    const env = { BATON_DEVICE: gun.id, BATON_DEVICE_KEY: gun.key, BATON_QUEUE: queue }
    const away = run(process.execPath, [EXAMPLE, 'pack', id], { env: { ...env, BATON_URL: 'http://127.0.0.1:9' } })
    await expect(away).rejects.toThrow()
    expect(JSON.parse(readFileSync(queue, 'utf8')).scans).toHaveLength(1)
    const { stdout } = await run(process.execPath, [EXAMPLE], { env: { ...env, BATON_URL: base } })
    expect(stdout.trim()).toBe(`packing_started ${id}`)
    expect(JSON.parse(readFileSync(queue, 'utf8'))).toEqual({ seq: 1, scans: [] })
  })

  it('the documented example is as short as is promised, and sends a queue of any length in its order', async () => {
    expect(readFileSync(EXAMPLE, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(40)
    const other = await createGun(floor.ctx, { warehouseId: floor.warehouseId, name: '扫码枪 3' })
    const ids = [await floor.order('H4'), ...Array.from({ length: 449 }, (_, at) => `SF${1_900_000_000_000 + at}`)]
    const scans = ids.map((code, at) => floor.scanOf({ kind: 'pack_start', code }, { seq: at + 1, operatorId: null }))
    const queue = join(folder, 'long.json')
    writeFileSync(queue, JSON.stringify({ seq: 450, scans }))
    const env = { BATON_DEVICE: other.id, BATON_DEVICE_KEY: other.key, BATON_QUEUE: queue, BATON_URL: base }
    const { stdout } = await run(process.execPath, [EXAMPLE], { env })
    const answers = stdout.trim().split('\n')
    expect([answers.length, answers[0], answers.at(-1)]).toEqual([450, `packing_started ${ids[0]}`, 'unmatched'])
    expect(JSON.parse(readFileSync(queue, 'utf8'))).toEqual({ seq: 450, scans: [] })
  })

  it('a scan that nobody can read is named, and the documented example goes on behind it', async () => {
    const naughty = [
      floor.scanOf({ kind: 'pack_start', code: 'SF1' }),
      floor.scanOf({ kind: 'delay', code: 'S\u0000F', reason: 'other' }),
    ]
    const { status, json } = await post({ scans: naughty })
    expect([status, json.code, Object.keys(json.fields)]).toEqual([400, 'INPUT_INVALID', ['scans.1.code']])
    const id = await floor.order('H3')
    const env = { BATON_DEVICE: gun.id, BATON_DEVICE_KEY: gun.key, BATON_QUEUE: join(folder, 'unreadable.json') }
    const away = { env: { ...env, BATON_URL: 'http://127.0.0.1:9' } }
    await expect(run(process.execPath, [EXAMPLE, 'pack', 'x'.repeat(5000)], away)).rejects.toThrow()
    const { stdout } = await run(process.execPath, [EXAMPLE, 'pack', id], { env: { ...env, BATON_URL: base } })
    expect(stdout.trim().split('\n')).toEqual([expect.stringMatching(/^unreadable /), `packing_started ${id}`])
    const queue = JSON.parse(readFileSync(env.BATON_QUEUE, 'utf8'))
    expect(queue).toMatchObject({ seq: 2, scans: [], unreadable: [{ seq: 1 }] })
  })

  it('a browser becomes a device once by one code, with a key that no script reads', async () => {
    const call = (path: string, init: RequestInit = {}) => fetch(`${base}/api/trpc/${path}`, init)
    const nobody = JSON.parse(await (await call('devices.this')).text())
    expect(nobody.result.data).toBeNull()
    const { code } = await createEnrolment(floor.ctx, { warehouseId: floor.warehouseId, name: 'PDA 7' })
    const enrol = () =>
      call('devices.enrol', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      })
    const enrolled = await enrol()
    const cookie = enrolled.headers.getSetCookie()[0] ?? ''
    expect(cookie).toMatch(/^baton-device=[\w-]{43}; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Strict$/)
    expect((await enrol()).status).toBe(404)
    const headers = { cookie: cookie.split(';')[0] ?? '' }
    const me = JSON.parse(await (await call('devices.this', { headers })).text()).result.data
    expect(me).toMatchObject({ name: 'PDA 7', warehouseName: '华东仓', isRevoked: false, lastSeq: 0, operator: null })
    await revokeDevice(floor.ctx, { id: me.id })
    expect((await call('floor.tasks', { headers })).status).toBe(401)
    const scans = [floor.scanOf({ kind: 'pack_start', code: 'SF1000000000' })]
    const handedIn = await call('scans.submit', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ scans }),
    })
    expect(JSON.parse(await handedIn.text()).result.data.outcomes[0].answer).toBe('quarantined')
  })
})
