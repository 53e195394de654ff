import { bilingual } from '#words/locale.tsx'

export const installWords = bilingual(
  {
    title: '装到这台设备上',
    hint: '从桌面打开，全屏、更快；系统也不会清掉还没上传的扫描。',
    install: '安装',
    later: '以后再说',
    steps: '怎么安装',
    share: '点浏览器的“分享”',
    add: '选“添加到主屏幕”',
    row: '安装',
    notKept: '断网时打不开：页面存不下来。多半是证书没有被信任，请重新走一遍信任步骤。',
    states: {
      installed: '已装到这台设备上',
      offered: '可以安装到桌面',
      by_hand: '点“分享”，再选“添加到主屏幕”',
      unavailable: '需要时用浏览器菜单里的“安装应用”或“添加到主屏幕”',
      insecure: '地址不是 https，装不了，断网也打不开',
    },
  },
  {
    title: 'Install it on this device',
    hint: 'Opens from the home screen, full screen and faster; and the system keeps scans that are not sent yet.',
    install: 'Install',
    later: 'Not now',
    steps: 'How to install',
    share: 'Tap “Share” in the browser',
    add: 'Choose “Add to Home Screen”',
    row: 'Installed',
    notKept:
      'Will not open without network: the pages cannot be kept. Mostly the certificate is not trusted; go through those steps again.',
    states: {
      installed: 'On this device’s home screen',
      offered: 'Can be installed',
      by_hand: 'Tap “Share”, then “Add to Home Screen”',
      unavailable: 'If you like: “Install app” or “Add to Home screen” in the browser’s menu',
      insecure: 'The address is not https: it cannot be installed, nor opened without network',
    },
  },
)
