import { PRINTER_FAULTS, type PrinterFault } from '@baton/contract'
import type { FastifyInstance } from 'fastify'
import { drawPage } from './draw-page.ts'
import type { SandboxPrinter } from './sandbox-printer.ts'

/** The printer's own panel: how it is, what breaks it, and the last 20 pages. */
export async function mountPrinter(server: FastifyInstance, { printer }: { printer: SandboxPrinter }): Promise<void> {
  const panel = () => ({
    port: printer.port,
    faults: printer.faults,
    waiting: printer.waiting,
    prints: printer.prints.map(({ number, at, language, page }) => ({
      ...{ number, at, language },
      texts: page.elements.flatMap((element) => (element.kind === 'text' ? [element.text] : [])),
      codes: page.elements.flatMap((element) =>
        element.kind === 'code128' || element.kind === 'qr' ? [element.text] : [],
      ),
    })),
  })
  server.get('/printer', panel)
  const wanted = {
    type: 'object',
    additionalProperties: false,
    required: ['faults'],
    properties: { faults: { type: 'array', maxItems: 9, items: { type: 'string', enum: PRINTER_FAULTS } } },
  }
  server.post<{ Body: { faults: PrinterFault[] } }>('/printer', { schema: { body: wanted } }, ({ body }) => {
    printer.setFaults(body.faults)
    return panel()
  })
  server.get<{ Params: { number: string } }>('/printer/prints/:number.svg', (request, reply) => {
    const print = printer.find(Number(request.params.number))
    if (!print) return reply.status(404).send({ error: 'It has printed more than 20 pages since.' })
    return reply
      .headers({ 'content-type': 'image/svg+xml', 'content-security-policy': "default-src 'none'" })
      .send(drawPage(print.page))
  })
}
