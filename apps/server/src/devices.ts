import { ScansApplyInput } from '@baton/contract'
import type { Context } from '@baton/fulfilment/runtime'
import { applyScans } from '@baton/fulfilment/scans'
import { authenticateGun } from '@baton/fulfilment/staff'
import type { FastifyInstance } from 'fastify'
import { readSignedBody, signedPartsOf, takeSignedBodies } from './signed-request.ts'

/** Scan guns and other things that are no browser post their signed scans at /devices/v1/scans; docs/devices.md shows how. */
export async function mountDevices(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  takeSignedBodies(server, ctx)
  server.post('/devices/v1/scans', async (request) => {
    const signed = signedPartsOf(request)
    const device = await authenticateGun(ctx, signed)
    return applyScans({ ...ctx, address: request.ip }, device, readSignedBody(ScansApplyInput, signed.body))
  })
}
