import { bilingual } from '#words/locale.tsx'

export const merchantWords = bilingual(
  {
    title: '商家设置',
    hint: '全局订单号的前缀和商家所在时区',
    prefix: '订单号前缀',
    prefixHint: '2–4 个大写字母；只影响之后的新订单，已有订单号不变',
    example: '新订单号示例',
    timeZone: '时区',
    timeZoneHint: 'IANA 时区名，例如 Asia/Shanghai；决定订单号里的年份',
    save: '保存',
    saving: '正在保存…',
    saved: '已保存',
  },
  {
    title: 'Merchant',
    hint: 'Prefix of the global order ids, and the merchant’s time zone',
    prefix: 'Order id prefix',
    prefixHint: '2–4 capital letters; for new orders only, ids that exist stay as they are',
    example: 'A new order’s id looks like',
    timeZone: 'Time zone',
    timeZoneHint: 'An IANA name such as Asia/Shanghai; it decides the year in an id',
    save: 'Save',
    saving: 'Saving…',
    saved: 'Saved',
  },
)
