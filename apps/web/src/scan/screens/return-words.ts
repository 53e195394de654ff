import { bilingual } from '#words/locale.tsx'

export const returnWords = bilingual(
  {
    leave: '退出',
    returning: '退货收货',
    returningHint: '扫退货面单或退货工单',
  },
  {
    leave: 'Leave',
    returning: 'Returns',
    returningHint: 'Scan the return waybill or work order',
  },
)
