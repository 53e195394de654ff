import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { Receiver } from '@baton/fulfilment/channels'
import { createEnrolment, createStaff, type Device, enrolDevice, findDevice } from '@baton/fulfilment/staff'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FloorWorld, openFloorWorld } from '../../../packages/fulfilment/src/scans/floor-world.fixture.ts'
import { buildServer } from './server.ts'

const ORIGIN = 'http://localhost:3000'
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')

describe('photos over HTTP', () => {
  let floor: FloorWorld
  let server: FastifyInstance
  let key: string
  let device: Device
  beforeAll(async () => {
    floor = await openFloorWorld()
    server = await buildServer(floor.ctx, new Receiver(floor.ctx))
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { code } = await createEnrolment(floor.ctx, { warehouseId: floor.warehouseId, name: '质检台' })
    key = (await enrolDevice(floor.ctx, { code })).key
    const found = await findDevice(floor.ctx, key)
    if (!found) throw new Error('The device is not enrolled')
    device = found
  })
  afterAll(async () => {
    await server.close()
    await floor.close()
  })

  async function inspected(): Promise<string> {
    const photo = randomUUID()
    const code = await floor.order(`H-${photo}`)
    await floor.scan(device, { kind: 'return_inspected', code, grade: 'damaged', note: '', photos: [photo] })
    return photo
  }
  const put = async (id: string, body: Buffer, told: { key?: string; headers?: object } = {}) => {
    const headers = { 'content-type': 'image/jpeg', ...told.headers }
    const cookies = { 'baton-device': told.key ?? key }
    const answer = await server.inject({ method: 'PUT', url: `/api/photos/${id}`, headers, cookies, payload: body })
    return [answer.statusCode, answer.json<{ code?: string; id?: string }>().code ?? answer.json().id]
  }
  const signIn = async () => {
    const person = { username: 'service', password: 'a good password' }
    await createStaff(floor.ctx, { ...person, name: '客服', role: 'service' })
    const url = '/api/auth/sign-in/username'
    const answer = await server.inject({ method: 'POST', url, headers: { origin: ORIGIN }, payload: person })
    return { baton: answer.cookies[0]?.value ?? '' }
  }

  it('a device puts them, twice like once; what is wrong has its code', async () => {
    const photo = await inspected()
    expect(await put(photo, JPEG)).toEqual([200, photo])
    expect(await put(photo, JPEG)).toEqual([200, photo])
    expect(await put(photo, JPEG, { key: 'x'.repeat(43) })).toEqual([401, 'NOT_A_DEVICE'])
    expect(await put(photo, JPEG, { headers: { 'sec-fetch-site': 'cross-site' } })).toEqual([403, 'NOT_ALLOWED'])
    expect(await put(randomUUID(), JPEG)).toEqual([409, 'PHOTO_NOT_NAMED'])
    expect(await put(photo.toUpperCase(), JPEG)).toEqual([400, 'INPUT_INVALID'])
    expect(await put(photo, Buffer.from('%PDF-1.7 and more'))).toEqual([415, 'PHOTO_INVALID'])
    expect(await put(photo, Buffer.concat([JPEG, Buffer.alloc(1_000_000)]))).toEqual([413, 'BODY_TOO_LARGE'])
  })

  it('2 GB are refused before they are sent', async () => {
    const { port } = server.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    const head = [`PUT /api/photos/${await inspected()} HTTP/1.1`, 'host: localhost', `cookie: baton-device=${key}`]
    socket.write([...head, 'content-type: image/jpeg', 'content-length: 2000000000', '', ''].join('\r\n'))
    const told = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))))
    socket.destroy()
    expect(told).toMatch(/^HTTP\/1\.1 413 /)
    expect(told).toContain('connection: close')
  })

  it('who sees orders reads them, kept by the own browser alone; strangers and devices do not', async () => {
    const photo = await inspected()
    await put(photo, JPEG)
    const url = `/api/photos/${photo}`
    const cookies = await signIn()
    const read = await server.inject({ url, cookies })
    expect([read.statusCode, read.rawPayload.equals(JPEG)]).toEqual([200, true])
    expect(read.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    })
    const again = await server.inject({ url, cookies, headers: { 'if-none-match': String(read.headers.etag) } })
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0])
    expect((await server.inject({ url })).statusCode).toBe(401)
    expect((await server.inject({ url, cookies: { 'baton-device': key } })).statusCode).toBe(401)
    expect((await server.inject({ url: `/api/photos/${randomUUID()}`, cookies })).json().code).toBe('PHOTO_NOT_FOUND')
    expect((await server.inject({ url: '/api/photos/x', cookies })).json().code).toBe('PHOTO_NOT_FOUND')
  })
})
