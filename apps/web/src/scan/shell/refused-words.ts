import { bilingual } from '#words/locale.tsx'

export const refusedWords = bilingual(
  {
    refusedTitle: (n: number) => `${n} 次扫描被拒绝`,
    refused: (n: number) => `被拒绝 ${n}`,
    gotIt: '知道了',
    moveHere: '挪到这车',
  },
  {
    refusedTitle: (n: number) => (n === 1 ? '1 scan was refused' : `${n} scans were refused`),
    refused: (n: number) => `Refused ${n}`,
    gotIt: 'Got it',
    moveHere: 'Move it here',
  },
)
