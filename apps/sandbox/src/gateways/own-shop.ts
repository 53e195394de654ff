import type { HttpAnswer } from '@baton/platforms'
import { type OutgoingEvent, openOutgoing } from '@baton/platforms/standard-webhooks'
import type { Gateway, GatewayTools } from './gateway.ts'

/** The own shop's receiver of what it is told: verifies, believes everything new, and knows repeats by their `webhook-id`. */
export function ownShopGateway(tools: GatewayTools): Gateway {
  const seen = new Set<string>()
  return (request) => {
    if (request.path !== '/events' || request.method !== 'POST') return told(404, { ok: false, reason: 'no_such_page' })
    const secret = tools.channel.fields.outgoingSecret ?? ''
    const received = openOutgoing(request, secret, new Date(tools.wall()))
    if (!received.ok) return told(received.status, { ok: false, reason: received.why })
    const answer = take(tools, received, seen.has(received.id))
    if (answer.status === 200) seen.add(received.id)
    return answer
  }
}

function take(
  { book, channel, ships }: GatewayTools,
  { id, event }: { readonly id: string; readonly event: OutgoingEvent },
  isRepeat: boolean,
): HttpAnswer {
  const order = book.find(event.data.orderNumber)
  if (order?.channel !== channel) return told(404, { ok: false, reason: 'order_unknown' })
  if (event.type === 'order.cancelled') {
    if (!isRepeat) ships.cancel(order)
    return told(200, { ok: true })
  }
  const parcels = event.data.parcels.map(({ carrier, waybill, lines }) => ({
    carrier,
    waybill,
    lineNumbers: lines.map((line) => line.lineNumber),
  }))
  const isKnown = parcels.some(({ waybill }) => ships.ledger.has({ channel, orderNumber: order.number, waybill }))
  if (isKnown && !isRepeat) for (const parcel of parcels) ships.noteUnguarded(order, parcel, id)
  else ships.ship(order, { parcels, requestKey: id })
  return told(200, { ok: true })
}

function told(status: number, body: object): HttpAnswer {
  return { status, contentType: 'application/json', body: JSON.stringify(body) }
}
