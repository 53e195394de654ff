import { Readable } from 'node:stream'
import { DifferencesExportInput, OrderExportInput, type Right, TotalsExportInput } from '@baton/contract'
import { type ExportFile, exportDifferences, exportOrders, exportTotals } from '@baton/fulfilment/reconcile'
import { actingAs, type Context } from '@baton/fulfilment/runtime'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findSender } from './auth.ts'
import { refuse } from './errors.ts'

interface Schema<Input> {
  safeParse(value: unknown): { success: true; data: Input } | { success: false }
}

const RIGHT: Right = 'orders.export'

/** Files for finance, streamed: GET with the input as JSON in `input`, for whoever is signed in and has the right. */
export async function mountExports(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  const file = <Input>(url: string, schema: Schema<Input>, make: (ctx: Context, input: Input) => Promise<ExportFile>) =>
    server.get(url, async (request, reply) => {
      const person = await findSender(ctx, request)
      if (!person) return refuse(reply, 'NOT_SIGNED_IN')
      if (!person.rights.includes(RIGHT)) return refuse(reply, 'NOT_ALLOWED')
      const input = schema.safeParse(inputOf(request))
      if (!input.success) return refuse(reply, 'INPUT_INVALID')
      const actor = { kind: 'person', id: person.id, name: person.name } as const
      const made = await make(actingAs(ctx, actor, request.ip), input.data)
      ctx.log.info({ person: person.id, file: made.name }, 'a file is being downloaded')
      return reply
        .header('content-type', made.contentType)
        .header('content-disposition', `attachment; filename="${made.name}"`)
        .send(Readable.from(made.bytes, { objectMode: false }))
    })
  file('/api/export/orders', OrderExportInput, exportOrders)
  file('/api/export/totals', TotalsExportInput, exportTotals)
  file('/api/export/differences', DifferencesExportInput, exportDifferences)
}

function inputOf(request: FastifyRequest): unknown {
  const { input } = request.query as { input?: unknown }
  try {
    return typeof input === 'string' ? JSON.parse(input) : null
  } catch {
    return null
  }
}
