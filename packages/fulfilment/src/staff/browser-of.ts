import type { Browser, System } from '@baton/contract'

/** Everybody says to be Chrome and Safari as well: the first that fits is meant. */
const BROWSER_MARKS: readonly (readonly [RegExp, Browser])[] = [
  [/wxwork/i, 'wecom'],
  [/MicroMessenger/, 'wechat'],
  [/DingTalk/, 'dingtalk'],
  [/Edg(A|iOS)?\//, 'edge'],
  [/HuaweiBrowser|ArkWeb/, 'huawei'],
  [/SamsungBrowser/, 'samsung'],
  [/UCBrowser|UCWEB/, 'uc'],
  [/QQBrowser|\bQQ\//, 'qq'],
  [/OPR\//, 'opera'],
  [/Firefox\/|FxiOS\//, 'firefox'],
  [/Chrom(e|ium)\/|CriOS\/|HeadlessChrome\//, 'chrome'],
  [/Version\/.*Safari\//, 'safari'],
]

const SYSTEM_MARKS: readonly (readonly [RegExp, System])[] = [
  [/HarmonyOS|OpenHarmony/, 'harmony'],
  [/Android/, 'android'],
  [/iPad/, 'ipad'],
  [/iPhone|iPod/, 'iphone'],
  [/Windows/, 'windows'],
  [/Macintosh|Mac OS X/, 'mac'],
  [/CrOS/, 'chromeos'],
  [/Linux|X11/, 'linux'],
]

/** What a browser calls itself in its User-Agent, as closed words; it may say what it likes. */
export function browserOf(userAgent: string | null): { browser: Browser; system: System } {
  const first = <Word>(marks: readonly (readonly [RegExp, Word])[]) =>
    marks.find(([mark]) => mark.test(userAgent ?? ''))?.[1]
  return { browser: first(BROWSER_MARKS) ?? 'other', system: first(SYSTEM_MARKS) ?? 'other' }
}
