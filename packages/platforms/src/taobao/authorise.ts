import { answerOf } from '../call-answer.ts'
import { type AuthorisedShop, type ShopAuthorisation, UnreadableMessage } from '../driver.ts'
import { fieldAt, integerAt, needObject, needText, textAt, unixMsAt } from '../json-field.ts'
import { isJsonObject, type JsonObject, parseJson } from '../lossless-json.ts'
import { pageUrlWith } from '../page-url.ts'
import { topReader, topRequest } from './request.ts'

/**
 * Source: official TOP documentation of authorising, and its SDKs. The code lives thirty minutes. A refresh token is
 * left alone: only apps of few kinds may use it.
 */
export const taobaoAuthorisation: ShopAuthorisation = {
  pageUrl: ({ app, endpoints }, { redirectUri, state }) =>
    pageUrlWith(endpoints.authorise, {
      response_type: 'code',
      client_id: app.appKey ?? '',
      redirect_uri: redirectUri,
      state,
      view: 'web',
    }),
  exchange: {
    request: (access, { code }, now) =>
      topRequest({ ...access, shop: {} }, { method: 'taobao.top.auth.token.create', params: { code } }, now),
    answer: (reply, _input, now) =>
      answerOf(
        reply,
        topReader('top_auth_token_create_response', (root) => readToken(tokenResultOf(root), now)),
      ),
  },
}

/** JSON in a text, as documented; some clients meet the object itself. */
function tokenResultOf(root: JsonObject): JsonObject {
  if (isJsonObject(fieldAt(root, 'token_result'))) return needObject(root, 'token_result')
  try {
    const inner = parseJson(needText(root, 'token_result'))
    if (isJsonObject(inner)) return inner
  } catch {
    // Told below, like JSON that is no object.
  }
  throw new UnreadableMessage('Field token_result is not an object in JSON.')
}

/** The documented sample and answers seen since name the same things differently. */
function readToken(token: JsonObject, now: Date): AuthorisedShop {
  const nick = textAt(token, 'taobao_user_nick') ?? textAt(token, 'user_nick')
  return {
    accessToken: needText(token, 'access_token'),
    refreshToken: null,
    expiresInSeconds: integerAt(token, 'expires_in') ?? secondsUntilEnd(token, now),
    shopNumber: textAt(token, 'taobao_user_id') ?? needText(token, 'user_id'),
    shopName: nick === null ? null : decoded(nick),
  }
}

function secondsUntilEnd(token: JsonObject, now: Date): number {
  const end = unixMsAt(token, 'expire_time')
  if (end === null) throw new UnreadableMessage('Neither expires_in nor expire_time is there.')
  return Math.floor((end.getTime() - now.getTime()) / 1000)
}

/** Nicks come URL-encoded. */
function decoded(nick: string): string {
  try {
    return decodeURIComponent(nick)
  } catch {
    return nick
  }
}
