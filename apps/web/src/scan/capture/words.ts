import { bilingual } from '#words/locale.tsx'

export const captureWords = bilingual({ sink: '扫码输入' }, { sink: 'Scanner input' })
