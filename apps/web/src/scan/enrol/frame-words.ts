import { bilingual } from '#words/locale.tsx'

/** What is said before it is known who stands there: part of every page of the floor. */
export const frameWords = bilingual(
  {
    title: '登记这台设备',
    hint: '一次就好，之后没有网络也能用。',
    byCode: '扫运营给的二维码',
    byCodeHint: '用这台设备的相机打开二维码里的网址，或让运营发给您。',
    byPassword: '用密码登记',
    check: '设备自检',
    language: 'English',
  },
  {
    title: 'Enrol this device',
    hint: 'Once is enough; from then on it works without network.',
    byCode: 'Scan the QR code from operations',
    byCodeHint: 'Open its address with the camera of this device, or have it sent to you.',
    byPassword: 'Enrol with a password',
    check: 'Self-check',
    language: '中文',
  },
)
