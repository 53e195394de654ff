import type { Label } from './platforms.ts'

/** Browsers that people of a warehouse and its office use, as they name themselves. */
const BROWSERS = [
  ...(['wecom', 'wechat', 'dingtalk', 'edge', 'huawei', 'samsung', 'uc', 'qq', 'opera', 'firefox'] as const),
  ...(['chrome', 'safari', 'other'] as const),
] as const
export type Browser = (typeof BROWSERS)[number]

export const BROWSER_LABELS = {
  wecom: { zh: '企业微信', en: 'WeCom' },
  wechat: { zh: '微信', en: 'WeChat' },
  dingtalk: { zh: '钉钉', en: 'DingTalk' },
  edge: { zh: 'Edge 浏览器', en: 'Edge' },
  huawei: { zh: '华为浏览器', en: 'Huawei Browser' },
  samsung: { zh: '三星浏览器', en: 'Samsung Internet' },
  uc: { zh: 'UC 浏览器', en: 'UC Browser' },
  qq: { zh: 'QQ 浏览器', en: 'QQ Browser' },
  opera: { zh: 'Opera 浏览器', en: 'Opera' },
  firefox: { zh: '火狐浏览器', en: 'Firefox' },
  chrome: { zh: 'Chrome 浏览器', en: 'Chrome' },
  safari: { zh: 'Safari 浏览器', en: 'Safari' },
  other: { zh: '其他浏览器', en: 'Another browser' },
} as const satisfies Record<Browser, Label>

const SYSTEMS = ['harmony', 'android', 'ipad', 'iphone', 'windows', 'mac', 'chromeos', 'linux', 'other'] as const
export type System = (typeof SYSTEMS)[number]

export const SYSTEM_LABELS = {
  harmony: { zh: '鸿蒙设备', en: 'HarmonyOS' },
  android: { zh: '安卓设备', en: 'Android' },
  ipad: { zh: 'iPad', en: 'iPad' },
  iphone: { zh: 'iPhone', en: 'iPhone' },
  windows: { zh: 'Windows 电脑', en: 'Windows' },
  mac: { zh: '苹果电脑', en: 'Mac' },
  chromeos: { zh: 'Chromebook', en: 'Chromebook' },
  linux: { zh: 'Linux 电脑', en: 'Linux' },
  other: { zh: '未知设备', en: 'an unknown device' },
} as const satisfies Record<System, Label>
