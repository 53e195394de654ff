import { PrintResultsInput, PrintStatusInput, PrintTakeInput } from '@baton/contract'
import { notePrinterStatus, recordPrintResults, takePrintJobs } from '@baton/fulfilment/printing'
import type { Context } from '@baton/fulfilment/runtime'
import { authenticateAgent } from '@baton/fulfilment/staff'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { readSignedBody, signedPartsOf, takeSignedBodies } from './signed-request.ts'

/** Print agents come here for jobs, wait for them, and tell what became of them; docs/printing.md shows how. */
export async function mountPrintAgents(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  takeSignedBodies(server, ctx)
  server.post('/devices/v1/print/take', async (request, reply) => {
    const signed = signedPartsOf(request)
    const agent = await authenticateAgent(ctx, signed)
    const { waitMs } = readSignedBody(PrintTakeInput, signed.body)
    return takePrintJobs(ctx, agent, { waitMs, signal: goneSignal(reply) })
  })
  server.post('/devices/v1/print/results', async (request) => {
    const signed = signedPartsOf(request)
    const agent = await authenticateAgent(ctx, signed)
    return recordPrintResults(ctx, agent, readSignedBody(PrintResultsInput, signed.body))
  })
  server.post('/devices/v1/print/status', async (request) => {
    const signed = signedPartsOf(request)
    const agent = await authenticateAgent(ctx, signed)
    return notePrinterStatus(ctx, agent, readSignedBody(PrintStatusInput, signed.body))
  })
}

/** Whoever hung up is given no job: it would lie there for a minute. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return gone.signal
}
