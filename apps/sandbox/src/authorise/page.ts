import { createHash } from 'node:crypto'
import { PLATFORM_LABELS } from '@baton/contract'
import type { WorldChannel } from '../world.ts'

const STYLE = `body{font:16px/1.6 system-ui,sans-serif;max-width:26rem;margin:12vh auto;padding:1.5rem;color:#1a1d24;background:#fff}
h1{font-size:1.25rem}p{color:#4a5261}form{display:grid;gap:1rem}label{display:grid;gap:.25rem}
select,button{font:inherit;padding:.6rem .9rem;border-radius:.5rem;border:1px solid #8a93a3;background:#fff;color:inherit}
button.yes{background:#0f766e;border-color:#0f766e;color:#fff}
@media(prefers-color-scheme:dark){body{background:#12141a;color:#e6e8ee}p{color:#a9b1bf}select,button{background:#1c2029}}`

export const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`

/** The owner is signed in already, as one of the app's shops; agrees as that shop, or denies. */
export function consentPage(channel: WorldChannel, action: string): string {
  const { zh, en } = PLATFORM_LABELS[channel.platform]
  const shops = channel.shops.map(
    ({ name, nativeNumber }) =>
      `<option value="${escaped(nativeNumber)}">${escaped(name)} · ${escaped(nativeNumber)}</option>`,
  )
  return page(
    `${zh}授权`,
    `<p>“${escaped(channel.name)}”申请读取店铺订单并回写发货。<br><span lang="en">An app asks ${en} to read a shop’s orders and to tell of shipments.</span></p>
<form method="post" action="${escaped(action)}"><label>登录的店铺 · Signed in as<select name="shop">${shops.join('')}</select></label>
<button class="yes">同意授权 · Agree</button></form><form method="post" action="${escaped(action)}"><p></p><button>拒绝 · Deny</button></form>`,
  )
}

/** As platforms do: who comes with a wrong address is sent nowhere. */
export function refusalPage(channel: WorldChannel, wrong: string): string {
  const { zh } = PLATFORM_LABELS[channel.platform]
  return page(
    `${zh}授权`,
    `<p role="alert">参数 ${wrong} 与应用登记的不符。<br><span lang="en">${wrong} is not what the app registered.</span></p>`,
  )
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)} · 沙盒</title><style>${STYLE}</style><h1>${escaped(title)}</h1>${body}</html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
