import { bilingual } from '#words/locale.tsx'

/** They come with the rows that are found, after the screen. */
export const foundWords = bilingual(
  {
    network: '网络',
    networkGood: (ms: number) => `服务器 ${ms} 毫秒内回应`,
    networkBad: '连不上服务器。检查 Wi-Fi，扫码照常可用，会先存本机。',
    clock: '时钟',
    clockGood: '与服务器一致',
    clockOff: (text: string) => `与服务器相差 ${text}。扫描时间会自动校正；请在系统设置里打开自动对时。`,
    clockUnknown: '还没有校对过：需要一次网络',
    storage: '存储',
    storageFacts: (used: string, quota: string) => `已用 ${used}，可用 ${quota}`,
    persisted: '系统不会自动清理',
    notPersisted: '系统可能清理：点一下申请保留',
    storageBad: '存储打不开或已满：扫描存不下。重启浏览器，腾出空间。',
    persist: '申请保留',
    persistRefused: '浏览器这次没有同意。装到桌面、多用几次后再申请，多半就会同意。',
  },
  {
    network: 'Network',
    networkGood: (ms: number) => `The server answered within ${ms} ms`,
    networkBad: 'The server cannot be reached. Check the Wi-Fi; scanning goes on and is kept here.',
    clock: 'Clock',
    clockGood: 'Agrees with the server',
    clockOff: (text: string) =>
      `${text} apart from the server. Scan times are corrected by themselves; switch on automatic time in the settings.`,
    clockUnknown: 'Never compared: it needs the network once',
    storage: 'Storage',
    storageFacts: (used: string, quota: string) => `${used} used of ${quota}`,
    persisted: 'The system will not clear it',
    notPersisted: 'The system may clear it: tap to ask that it stays',
    storageBad: 'The storage is full or cannot be opened: scans are not kept. Restart the browser, make room.',
    persist: 'Ask to keep it',
    persistRefused:
      'The browser did not agree this time. Install it, use it for a while and ask again: then it mostly does.',
  },
)
