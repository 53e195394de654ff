import type { GatewayCall, HttpAnswer } from '@baton/platforms'
import {
  openPopRequest,
  POP_FAULTS,
  popFailure,
  popSuccess,
  renderPddOrder,
  renderPddRefund,
  renderPopPage,
} from '@baton/platforms/pinduoduo'
import { isVisible } from '../orders/book.ts'
import { CARRIERS } from '../orders/carriers.ts'
import { hasOpenSale } from '../orders/order.ts'
import { saleSnapshotOf, snapshotOf } from '../orders/snapshot.ts'
import type { WorldShop } from '../world.ts'
import { type Gateway, type GatewayTools, pageOf, SKEW_MS, wholeParam } from './gateway.ts'

const LONGEST_WINDOW_SECONDS = 30 * 60

/** The POP gateway: form or JSON requests, one address for all types. */
export function pinduoduoGateway(tools: GatewayTools): Gateway {
  const { clientId, clientSecret = null } = tools.channel.fields
  return (request) => {
    const opening = openPopRequest(request, (id) => (id === clientId ? clientSecret : null))
    if (!opening.ok) return opening.reply
    const { call } = opening
    if (Math.abs(tools.wall() - Number(call.params.timestamp) * 1000) > SKEW_MS)
      return popFailure(POP_FAULTS.parameters)
    if (call.method === 'pdd.pop.auth.token.refresh') return refreshed(call, tools)
    if (call.method === 'pdd.pop.auth.token.create') return created(call, tools)
    const shop = tools.tokens.shopOf(tools.channel, call.accessToken)
    return shop === null ? popFailure(POP_FAULTS.tokenExpired) : answer(call, shop, tools)
  }
}

function refreshed({ params }: GatewayCall, { channel, tokens }: GatewayTools): HttpAnswer {
  const issued = tokens.refresh(channel, String(params.refresh_token ?? ''))
  if (issued === null) return popFailure(POP_FAULTS.parameters)
  return popSuccess('pop_auth_token_refresh_response', {
    access_token: issued.accessToken,
    refresh_token: issued.refreshToken,
    expires_in: issued.expiresInSeconds,
  })
}

function created({ params }: GatewayCall, { channel, tokens, consents }: GatewayTools): HttpAnswer {
  const shop = consents.take(channel, String(params.code ?? ''))
  if (shop === null) return popFailure(POP_FAULTS.parameters)
  const issued = tokens.issue(shop)
  return popSuccess('pop_auth_token_create_response', {
    access_token: issued.accessToken,
    refresh_token: issued.refreshToken,
    expires_in: issued.expiresInSeconds,
    owner_id: shop.nativeNumber,
    owner_name: shop.name,
  })
}

function answer(call: GatewayCall, shop: WorldShop, { book, ships }: GatewayTools): HttpAnswer {
  const { method, params } = call
  const named = () => {
    const order = book.find(String(params.order_sn))
    return order?.shop === shop && isVisible(order) ? order : undefined
  }
  switch (method) {
    case 'pdd.order.information.get': {
      const order = named()
      return popSuccess('order_info_get_response', order ? { order_info: renderPddOrder(snapshotOf(order)) } : {})
    }
    case 'pdd.refund.information.get': {
      const order = named()
      if (!order?.sale || order.sale.number !== params.after_sales_id) return popFailure(POP_FAULTS.parameters)
      return popSuccess(null, renderPddRefund(saleSnapshotOf(order)))
    }
    case 'pdd.order.number.list.increment.get':
      return changedPage(call, shop, book)
    case 'pdd.refund.status.check': {
      const asked = String(params.order_sns).split(',')
      const held = asked.filter((number) => {
        const order = book.find(number)
        return order?.shop === shop && (hasOpenSale(order) || order.stage === 'refunded')
      })
      const order_sns_exists_refund = held.map((order_sn) => ({ order_sn }))
      return popSuccess('refund_status_check_response', { order_sns_exists_refund })
    }
    case 'pdd.logistics.online.send': {
      const order = named()
      if (order === undefined) return popFailure(POP_FAULTS.orderAbsent)
      const parcel = {
        carrier: String(params.logistics_id),
        waybill: String(params.tracking_number),
        lineNumbers: [],
      }
      const verdict = ships.ship(order, { parcels: [parcel], requestKey: null })
      if (verdict !== 'shipped') return popFailure(POP_FAULTS.notShippable)
      return popSuccess('logistics_online_send_response', { is_success: true })
    }
    case 'pdd.logistics.companies.get':
      return popSuccess('logistics_companies_get_response', {
        logistics_companies: CARRIERS.map(({ code, name, pinduoduo }) => ({
          id: Number(pinduoduo),
          code,
          logistics_company: name,
          available: 1,
        })),
      })
    case 'pdd.pmc.user.permit':
      return popSuccess('pmc_user_permit_response', { is_success: true })
    default:
      return popFailure(POP_FAULTS.parameters)
  }
}

function changedPage({ params }: GatewayCall, shop: WorldShop, book: GatewayTools['book']): HttpAnswer {
  const from = Number(params.start_updated_at)
  const to = Number(params.end_updated_at)
  if (!(to - from >= 0 && to - from <= LONGEST_WINDOW_SECONDS)) return popFailure(POP_FAULTS.parameters)
  const page = wholeParam(params.page, { otherwise: 1, most: 1_000_000 })
  const pageSize = wholeParam(params.page_size, { otherwise: 100, most: 100 })
  const all = book.changed(shop, { from: from * 1000, to: to * 1000 })
  const orders = pageOf(all, { page, size: pageSize }).map((order) => ({
    orderNumber: order.number,
    version: order.version,
  }))
  return popSuccess('order_sn_increment_get_response', renderPopPage({ orders, total: all.length, page, pageSize }))
}
