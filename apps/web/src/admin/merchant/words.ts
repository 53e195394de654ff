import { bilingual } from '#words/locale.tsx'

export const merchantWords = bilingual(
  {
    title: '商家设置',
    hint: '全局订单号的前缀、商家所在时区、撤销时限和发货锁定',
    prefix: '订单号前缀',
    prefixHint: '2–4 个大写字母；只影响之后的新订单，已有订单号不变',
    example: '新订单号示例',
    timeZone: '时区',
    timeZoneHint: 'IANA 时区名，例如 Asia/Shanghai；所有时间按它显示，订单号里的年份也按它算；仓库可以另设',
    undoSeconds: '撤销时限（秒）',
    lockHours: '发货锁定（小时）',
    hints: {
      undoSeconds: '10–900；扫错后在此时间内可撤销装车和打包，过了才通知渠道已发货',
      lockHours: '24–720；发货后在此时间内任何系统或人都不能把订单退回；只影响之后的发货',
    },
    save: '保存',
    saving: '正在保存…',
    saved: '已保存',
  },
  {
    title: 'Merchant',
    hint: 'Prefix of the global order ids, the merchant’s time zone, the time to undo, and the lock after shipping',
    prefix: 'Order id prefix',
    prefixHint: '2–4 capital letters; for new orders only, ids that exist stay as they are',
    example: 'A new order’s id looks like',
    timeZone: 'Time zone',
    timeZoneHint:
      'An IANA name such as Asia/Shanghai; all times are shown in it, and the year in an id follows it; a warehouse may have its own',
    undoSeconds: 'Time to undo (seconds)',
    lockHours: 'Lock after shipping (hours)',
    hints: {
      undoSeconds:
        '10–900; so long a load or the start of packing can be undone, and channels hear of a shipment only afterwards',
      lockHours: '24–720; so long no system and nobody takes a shipped order back; for shipments yet to come',
    },
    save: 'Save',
    saving: 'Saving…',
    saved: 'Saved',
  },
)
