import type { OrderSnapshot } from '@baton/platforms'

/** A paid order of one line; `told` changes what matters to the test. */
export function aSnapshot(told: Partial<OrderSnapshot> & { orderNumber: string }): OrderSnapshot {
  const version = told.version ?? 1_780_000_000_000
  return {
    shopNumber: 'S1',
    nativeStatus: 'to_ship',
    version,
    createdAt: new Date(1_779_999_000_000),
    paidAt: new Date(1_779_999_500_000),
    shippedAt: null,
    shipBy: null,
    amountFen: 12_900,
    currency: 'CNY',
    buyer: { id: 'buyer-1', nick: '小王' },
    receiver: {
      name: '王**',
      phone: '138****1234',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      address: '文一路***',
      handle: null,
    },
    lines: [{ lineNumber: '1', itemNumber: 'I1', sku: 'SKU-1', title: '童装外套', quantity: 1, priceFen: 12_900 }],
    parcels: [],
    holds: [],
    afterSales: [],
    buyerMemo: null,
    sellerMemo: null,
    sellerFlag: null,
    sellerFlagLabel: null,
    ...told,
  }
}
