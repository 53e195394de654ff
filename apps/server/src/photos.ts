import { MAX_PHOTO_BYTES, PHOTO_PATH, type Right } from '@baton/contract'
import type { Context } from '@baton/fulfilment/runtime'
import { keepPhoto, readPhoto } from '@baton/fulfilment/scans'
import { type Device, findDevice } from '@baton/fulfilment/staff'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isFromElsewhere } from './api.ts'
import { findSender } from './auth.ts'
import { deviceKeyOf } from './device-key.ts'
import { refuse } from './errors.ts'
import { problemOf } from './problem.ts'
import { bodyOf, takeRawBodies } from './signed-request.ts'

const RIGHT: Right = 'orders.read'
const URL = `${PHOTO_PATH}:id`
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

interface Route {
  readonly Params: { readonly id: string }
}

/** Photos of inspections: a device puts them, whoever sees orders reads them. */
export async function mountPhotos(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  takeRawBodies(server)
  server.setErrorHandler((error, request, reply) => {
    const { code } = problemOf(ctx, request, error)
    if (code === 'BODY_TOO_LARGE') void reply.header('connection', 'close')
    return refuse(reply, code)
  })
  const devices = new WeakMap<FastifyRequest, Device>()
  server.put<Route>(
    URL,
    {
      bodyLimit: MAX_PHOTO_BYTES,
      /** Strangers are refused before their bytes are read. */
      onRequest: async (request, reply) => {
        if (isFromElsewhere(ctx, request)) return refuse(reply, 'NOT_ALLOWED')
        if (!UUID.test(request.params.id)) return refuse(reply, 'INPUT_INVALID')
        const key = deviceKeyOf(ctx, request)
        const device = key === null ? null : await findDevice(ctx, key)
        if (device === null) return refuse(reply, 'NOT_A_DEVICE')
        devices.set(request, device)
        return undefined
      },
    },
    async (request, reply) => {
      const device = devices.get(request)
      if (!device) return refuse(reply, 'NOT_A_DEVICE')
      const { id } = request.params
      await keepPhoto(ctx, device, { id, image: bodyOf(request) })
      return { id }
    },
  )
  server.get<Route>(URL, async (request, reply) => {
    const person = await findSender(ctx, request)
    if (!person) return refuse(reply, 'NOT_SIGNED_IN')
    if (!person.rights.includes(RIGHT)) return refuse(reply, 'NOT_ALLOWED')
    const { id } = request.params
    if (!UUID.test(id)) return refuse(reply, 'PHOTO_NOT_FOUND')
    const { contentType, image } = await readPhoto(ctx, { id })
    const etag = `"${id}"`
    void reply.header('cache-control', 'private, no-cache').header('etag', etag)
    if (request.headers['if-none-match'] === etag) return reply.status(304).send()
    return reply.header('content-type', contentType).send(image)
  })
}
