import { bilingual } from '#words/locale.tsx'

export const enrolWords = bilingual(
  {
    signIn: '登录',
    choose: '这台设备在哪个仓库？',
    enrolling: '正在登记…',
    codeBad: '二维码无效或已过期：请运营再出一张',
    warehouseNone: '还没有仓库。请运营先在后台建一个。',
    again: '重试',
    signedInAs: (name: string) => `已登录：${name}。`,
  },
  {
    signIn: 'Sign in',
    choose: 'Which warehouse is it in?',
    enrolling: 'Enrolling…',
    codeBad: 'The QR code is wrong or too old: ask operations for another',
    warehouseNone: 'There is no warehouse yet. Operations creates one first.',
    again: 'Try again',
    signedInAs: (name: string) => `Signed in: ${name}.`,
  },
)
