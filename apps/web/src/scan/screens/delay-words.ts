import { bilingual } from '#words/locale.tsx'

export const delayWords = bilingual(
  { title: '为什么会晚？', hint: '点一下就记录，不影响打包。' },
  { title: 'Why will it be late?', hint: 'One tap notes it; packing goes on.' },
)
