import type { OrderMove } from './move.ts'

/** The word that a move brought; null: it brought none. */
export function nativeStatusOf(move: OrderMove): string | null {
  switch (move.claim.kind) {
    case 'snapshot':
      return move.claim.snapshot.nativeStatus
    case 'after_sale':
      return move.claim.afterSale.snapshot.nativeStatus
    case 'trace':
      return move.claim.nativeStatus
    case 'step':
    case 'parcels':
    case 'hold':
    case 'warehouse':
    case 'interception':
    case 'link':
    case 'unbind':
    case 'floor':
    case 'follow':
    case 'archive':
    case 'erase':
      return null
  }
}

/** What of a claim its attempt keeps. Free text in it is taken out by `baton_claim_without_person`. */
export function claimedOf(move: OrderMove): object {
  switch (move.claim.kind) {
    case 'snapshot':
      return { state: move.claim.meaning.state, version: move.claim.snapshot.version }
    case 'after_sale':
      return { afterSale: move.claim.afterSale.snapshot.afterSaleNumber, state: move.claim.afterSale.state }
    case 'trace':
      return { waybill: move.claim.waybill, trace: move.claim.trace }
    case 'step':
      return { state: move.claim.to, ...(move.claim.reason === undefined ? {} : { reason: move.claim.reason }) }
    case 'parcels':
      return { waybills: move.claim.parcels.map(({ carrier, waybill }) => `${carrier} ${waybill}`) }
    case 'hold':
      return { place: move.claim.place, lift: move.claim.lift }
    case 'warehouse':
      return { warehouse: move.claim.warehouseId, reason: move.claim.reason }
    case 'interception':
      return { interception: move.claim.deed }
    case 'link':
      return { link: move.claim.deed }
    case 'unbind':
      return { unbind: move.claim.waybill, reason: move.claim.reason }
    case 'floor':
      return { floor: move.claim.deed, operator: move.claim.operator }
    case 'follow':
      return { follows: move.claim.parcel.waybill, after: move.claim.after }
    case 'archive':
      return { archive: true }
    case 'erase':
      return { erase: true, reason: move.claim.reason }
  }
}
