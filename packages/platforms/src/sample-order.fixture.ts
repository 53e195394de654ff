import type { AfterSaleSnapshot, OrderSnapshot } from './driver.ts'

/** Second precision throughout: that is what the platforms' wires carry. */
export const SAMPLE_ORDER: OrderSnapshot = {
  orderNumber: '4705288465508532862',
  shopNumber: null,
  nativeStatus: '2',
  version: Date.parse('2026-03-01T10:00:05Z'),
  createdAt: new Date('2026-03-01T09:00:00Z'),
  paidAt: new Date('2026-03-01T09:01:00Z'),
  shippedAt: null,
  shipBy: new Date('2026-03-03T09:01:00Z'),
  amountFen: 12_990,
  currency: 'CNY',
  buyer: { id: 'open-id-1', nick: null },
  receiver: {
    name: '王**',
    phone: '138****1234',
    province: '浙江省',
    city: '杭州市',
    district: '余杭区',
    address: '文一西路***号',
    handle: 'handle-1',
  },
  lines: [
    {
      lineNumber: '4705288465508532863',
      itemNumber: '3456789012345678901',
      sku: 'SKU-1',
      title: '童装 "连帽" <T恤> & 裤子',
      quantity: 2,
      priceFen: 4_500,
    },
    {
      lineNumber: '4705288465508532864',
      itemNumber: '3456789012345678902',
      sku: null,
      title: '袜子',
      quantity: 1,
      priceFen: 3_990,
    },
  ],
  parcels: [],
  holds: [],
  afterSales: [],
  buyerMemo: '周末送',
  sellerMemo: null,
  sellerFlag: null,
  sellerFlagLabel: null,
}

export const SAMPLE_SHIPPED: OrderSnapshot = {
  ...SAMPLE_ORDER,
  nativeStatus: '3',
  shippedAt: new Date('2026-03-01T12:00:00Z'),
  parcels: [
    { carrier: 'YTO', waybill: 'YT2600227881409', lineNumbers: ['4705288465508532863'] },
    { carrier: 'SF', waybill: 'SF1000000000001', lineNumbers: ['4705288465508532864'] },
  ],
}

export const SAMPLE_AFTER_SALE: AfterSaleSnapshot = {
  afterSaleNumber: '7081234567890123456',
  orderNumber: SAMPLE_ORDER.orderNumber,
  kind: 'return',
  nativeStatus: '6',
  version: Date.parse('2026-03-02T10:00:00Z'),
  amountFen: 12_990,
  wholeOrder: true,
  respondBy: new Date('2026-03-04T10:00:00Z'),
}

/** The buyer has told the parcel. */
export const SAMPLE_RETURNING: AfterSaleSnapshot = {
  ...SAMPLE_AFTER_SALE,
  returnParcel: { carrier: 'YTO', waybill: 'YT2600227999999' },
}
