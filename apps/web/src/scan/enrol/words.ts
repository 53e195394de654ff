import { bilingual } from '#words/locale.tsx'

export const enrolWords = bilingual(
  {
    signIn: '登录',
    choose: '这台设备在哪个仓库？',
    enrolling: '正在登记…',
    lost: '浏览器没有留住这台设备的登记，请再登记一次。',
    held: (n: number) => `本机没上传的 ${n} 次扫描都在，登记后仍算原来那台设备的。`,
    codeBad: '二维码无效或已过期：请运营再出一张',
    warehouseNone: '还没有仓库。请运营先在后台建一个。',
    again: '重试',
    signedInAs: (name: string) => `已登录：${name}。`,
  },
  {
    signIn: 'Sign in',
    choose: 'Which warehouse is it in?',
    enrolling: 'Enrolling…',
    lost: 'The browser did not keep this device’s enrolment; enrol it again.',
    held: (n: number) =>
      `${n} unsent ${n === 1 ? 'scan is' : 'scans are'} still here and will be sent as those of the device that it was.`,
    codeBad: 'The QR code is wrong or too old: ask operations for another',
    warehouseNone: 'There is no warehouse yet. Operations creates one first.',
    again: 'Try again',
    signedInAs: (name: string) => `Signed in: ${name}.`,
  },
)
