import type { Call, IssuedToken, LinkedReport, ShopAccess } from '../driver.ts'
import { weixinMini } from '../weixin-mini/driver.ts'
import { weixinMiniShip } from '../weixin-mini/upload.ts'
import { weixinRefreshToken } from '../weixin-shop/calls.ts'

/** The mini-program in which an own shop's orders were paid: its shipping desk, reached with the fields that the shop's app holds. */
export const ownShopMiniProgram: LinkedReport = {
  system: weixinMini.system,
  label: weixinMini.label,
  ship: {
    ...weixinMiniShip,
    ready: (access) => weixinMiniShip.ready(miniAccess(access)),
    request: (access, input, now) => weixinMiniShip.request(miniAccess(access), input, now),
  },
}

/** The mini-program's access token; an own shop has none of its own. */
export const miniProgramToken: Call<Record<string, never>, IssuedToken> = {
  ...weixinRefreshToken,
  request: (access, input, now) => weixinRefreshToken.request(miniAccess(access), input, now),
}

function miniAccess({ app, shop, endpoints }: ShopAccess): ShopAccess {
  const { miniAppId = '', miniAppSecret = '' } = app
  return { app: { appId: miniAppId, appSecret: miniAppSecret }, shop, endpoints: { gateway: endpoints.mini ?? '' } }
}
