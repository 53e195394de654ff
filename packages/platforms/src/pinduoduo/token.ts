import type { IssuedToken } from '../driver.ts'
import { needInteger, needText, textAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'

/** The pair of tokens as both of the platform's token calls tell it. */
export function readPddToken(token: JsonObject): IssuedToken {
  return {
    accessToken: needText(token, 'access_token'),
    refreshToken: textAt(token, 'refresh_token'),
    expiresInSeconds: needInteger(token, 'expires_in'),
  }
}
