import { bilingual } from '#words/locale.tsx'

export const lookWords = bilingual(
  { leave: '退出', looking: '查询', lookingHint: '扫任何码，只看不记录' },
  { leave: 'Leave', looking: 'Look up', lookingHint: 'Scan anything; nothing is recorded' },
)
