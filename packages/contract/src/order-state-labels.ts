import type { OrderState } from './order-state.ts'
import type { Label } from './platforms.ts'

export const ORDER_STATE_LABELS = {
  pending_payment: { zh: '待付款', en: 'Awaiting payment' },
  to_ship: { zh: '待发货', en: 'To ship' },
  packing: { zh: '打包中', en: 'Packing' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  part_shipped: { zh: '部分发货', en: 'Part shipped' },
  shipped: { zh: '已发货', en: 'Shipped' },
  done: { zh: '已完成', en: 'Completed' },
} as const satisfies Record<OrderState, Label>
