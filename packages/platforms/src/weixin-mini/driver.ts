import type { ReportDriver } from '../report-driver.ts'
import { weixinRefreshToken } from '../weixin-shop/calls.ts'
import { WEIXIN_MINI_CARRIERS, weixinMiniShip } from './upload.ts'

/**
 * The shipping desk of a mini-program (发货信息管理). The orders are the own shop's; WeChat knows their payments and wants to hear
 * that they left. It sends no orders, so it is no channel but a second system to report to.
 */
export const weixinMini: ReportDriver = {
  system: 'weixin-mini',
  label: { zh: '微信小程序发货管理', en: 'WeChat mini-program shipping' },
  appFields: [
    { key: 'appId', label: { zh: '小程序 AppID', en: 'Mini-program App ID' }, secret: false, required: true },
    { key: 'appSecret', label: { zh: 'AppSecret', en: 'App secret' }, secret: true, required: true },
  ],
  endpoints: { gateway: 'https://api.weixin.qq.com' },
  carriers: WEIXIN_MINI_CARRIERS,
  calls: { ship: weixinMiniShip, refreshToken: weixinRefreshToken },
}
