import { bilingual } from '#words/locale.tsx'

export const refusedWords = bilingual(
  {
    refusedTitle: (n: number) => `${n} 次扫描被拒绝`,
    gotIt: '知道了',
    moveHere: '挪到这车',
  },
  {
    refusedTitle: (n: number) => (n === 1 ? '1 scan was refused' : `${n} scans were refused`),
    gotIt: 'Got it',
    moveHere: 'Move it here',
  },
)
