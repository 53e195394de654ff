import type { Label } from './platforms.ts'
import type { ShownStatus } from './shown-status.ts'

export const SHOWN_STATUS_LABELS = {
  pending_payment: { zh: '待付款', en: 'Awaiting payment' },
  to_ship: { zh: '待发货', en: 'To ship' },
  packing: { zh: '打包中', en: 'Packing' },
  part_shipped: { zh: '部分发货', en: 'Part shipped' },
  shipped: { zh: '已发货', en: 'Shipped' },
  in_transit: { zh: '运输中', en: 'In transit' },
  out_for_delivery: { zh: '派送中', en: 'Out for delivery' },
  pickup_point: { zh: '待取件', en: 'At pick-up point' },
  exception: { zh: '物流异常', en: 'Delivery exception' },
  signed: { zh: '已签收', en: 'Signed' },
  done: { zh: '已完成', en: 'Completed' },
  refunding: { zh: '退款中', en: 'Refunding' },
  refunded: { zh: '已退款', en: 'Refunded' },
  returned: { zh: '已退回', en: 'Returned' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} as const satisfies Record<ShownStatus, Label>
