import type { ErrorCode } from '@baton/contract'
import { bilingual } from '#words/locale.tsx'

/** What to do about a way that did not end well; the catalogue of errors says what happened. */
type Advice = Partial<Record<ErrorCode, string>>

export const authorisationWords = bilingual(
  {
    title: '店铺授权',
    authorise: '去平台授权',
    hint: '用这家店铺的主账号登录平台并同意，令牌会自动更新。未保存的修改会丢失。',
    hintIfNew: '用店铺主账号登录平台并同意，店铺和令牌会自动保存，无需填写其他各项。',
    issue: '取得令牌',
    issueHint: '自用型应用按平台店铺编号直接取得令牌，店铺没有时会自动添加；服务型应用请在下面填写令牌。',
    issued: '令牌已取得并保存',
    elsewhere: (origin: string) => `平台只会回到 ${origin}，请用这个网址打开接力并登录后再授权。`,
    done: (shop: string) => `“${shop}”已授权`,
    doneUnnamed: '店铺已授权',
    doneHint: '令牌已保存，下一次补拉即生效。',
    dismiss: '知道了',
    advice: {
      NOT_SIGNED_IN: '从平台返回时您已退出登录，授权没有保存。请重新点“去平台授权”。',
      NOT_ALLOWED: '请让有权管理店铺的同事来授权。',
      AUTHORISATION_INVALID: '授权须在十分钟内完成，且只能用一次。店铺若未更新，请打开它重新点“去平台授权”。',
      AUTHORISATION_DENIED: '原有令牌不变。需要时请店铺主账号重新授权并点同意。',
      AUTHORISATION_OTHER_SHOP:
        '没有保存。请在平台退出登录，用所选店铺的主账号重新授权；刚才误登的店铺若也在用，平台可能已停用它原来的令牌，请也为它重新授权。',
      PLATFORM_REFUSED: '请核对渠道应用的密钥，以及平台后台填写的授权回调地址，然后重新授权。',
      PLATFORM_UNAVAILABLE: '授权码已失效，请稍后重新授权。',
    } as Advice,
    adviceOtherwise: '没有保存，请重新授权；一直如此请联系管理员。',
  },
  {
    title: 'Authorisation',
    authorise: 'Authorise',
    hint: 'Sign in at the platform with this shop’s main account and agree: its tokens are replaced. Changes not saved yet are lost.',
    hintIfNew:
      'Sign in at the platform with the shop’s main account and agree: the shop and its tokens are saved, nothing else has to be filled in.',
    issue: 'Fetch token',
    issueHint:
      'The merchant’s own app gets the tokens by the shop number, and the shop is added if it is new; for a service app, enter the tokens below.',
    issued: 'The tokens are stored',
    elsewhere: (origin: string) => `The platform comes back to ${origin} only: open Baton and sign in there first.`,
    done: (shop: string) => `“${shop}” is authorised`,
    doneUnnamed: 'The shop is authorised',
    doneHint: 'Its tokens are stored; the next catch-up uses them.',
    dismiss: 'Dismiss',
    advice: {
      NOT_SIGNED_IN: 'You were no longer signed in when you came back, so nothing was saved. Press “Authorise” again.',
      NOT_ALLOWED: 'Ask somebody who may manage shops to authorise it.',
      AUTHORISATION_INVALID:
        'It must be done within ten minutes, and counts once. If the shop was not updated, open it and press “Authorise” again.',
      AUTHORISATION_DENIED: 'The earlier tokens stay. Authorise again with the shop’s main account, and agree.',
      AUTHORISATION_OTHER_SHOP:
        'Nothing was saved. Sign out at the platform and authorise again with the chosen shop’s main account. If the other shop is in use here too, the platform may have ended its earlier tokens: authorise it again as well.',
      PLATFORM_REFUSED:
        'Check the keys of the channel app and the call-back address in the platform’s console, then authorise again.',
      PLATFORM_UNAVAILABLE: 'The platform’s code is used up; authorise again later.',
    } as Advice,
    adviceOtherwise: 'Nothing was saved. Authorise again; if it stays so, tell an administrator.',
  },
)
