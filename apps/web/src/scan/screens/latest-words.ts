import { bilingual } from '#words/locale.tsx'

export const latestWords = bilingual(
  { title: '最近扫描', waiting: '待上传' },
  { title: 'Latest scans', waiting: 'to send' },
)
