import { bilingual } from '#words/locale.tsx'

export const questionWords = bilingual(
  {
    pinTitle: '输入 PIN',
    pinHint: '工牌',
    pinDigits: (n: number) => `已输入 ${n} 位`,
    erase: '删除',
    enter: '登录',
    offlinePin: '没有网络：只认 12 小时内在本机登录过的工牌',
    lockedUntil: (time: string) => `${time} 之后可以再试。换一台您最近用过的设备，可能不用等。`,
    clockOut: '离岗吗？',
    clockOutHint: '您已上岗。',
    yesOut: '离岗',
    no: '不，继续',
    carrier: '哪家快递？',
    carrierHint: '单号看不出承运商，选一下',
  },
  {
    pinTitle: 'Enter the PIN',
    pinHint: 'Badge',
    pinDigits: (n: number) => `${n} digits entered`,
    erase: 'Delete',
    enter: 'Sign in',
    offlinePin: 'No network: only badges that signed in here within 12 hours are believed',
    lockedUntil: (time: string) =>
      `Try again after ${time}. At another device that you used lately you may not have to wait.`,
    clockOut: 'Clock out?',
    clockOutHint: 'You are clocked in.',
    yesOut: 'Clock out',
    no: 'No, go on',
    carrier: 'Which carrier?',
    carrierHint: 'The number does not tell whose waybill it is',
  },
)
