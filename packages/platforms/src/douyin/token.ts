import { answerOf } from '../call-answer.ts'
import type { AuthorisedShop, Call, IssuedToken } from '../driver.ts'
import { needInteger, needText, textAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { douyinReader, douyinRequest } from './request.ts'

/** A merchant's own app names the shop and needs no code (official SDK). */
export const issueDouyinToken: Call<{ shopNumber: string }, AuthorisedShop> = {
  request: (access, { shopNumber }, now) =>
    douyinRequest(
      { ...access, shop: {} },
      { path: '/token/create', params: { code: '', grant_type: 'authorization_self', shop_id: shopNumber } },
      now,
    ),
  answer: (reply) =>
    answerOf(
      reply,
      douyinReader((data) => ({
        ...readToken(data),
        shopNumber: needText(data, 'shop_id'),
        shopName: textAt(data, 'shop_name'),
      })),
    ),
}

export const refreshDouyinToken: Call<Record<string, never>, IssuedToken> = {
  request: (access, _input, now) =>
    douyinRequest(
      { ...access, shop: {} },
      {
        path: '/token/refresh',
        params: { grant_type: 'refresh_token', refresh_token: access.shop.refreshToken ?? '' },
      },
      now,
    ),
  answer: (reply) => answerOf(reply, douyinReader(readToken)),
}

function readToken(data: JsonObject): IssuedToken {
  return {
    accessToken: needText(data, 'access_token'),
    refreshToken: textAt(data, 'refresh_token'),
    expiresInSeconds: needInteger(data, 'expires_in'),
  }
}
