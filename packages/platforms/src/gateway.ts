import type { HttpAnswer } from './driver.ts'
import type { JsonObject } from './lossless-json.ts'

/** One API request as a platform's gateway receives it. */
export interface GatewayRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** An accepted request: which call, by which app, for which shop. */
export interface GatewayCall {
  readonly appKey: string
  /** The platform's own name of the call: its method, or the path where it has none. */
  readonly method: string
  readonly params: JsonObject
  readonly accessToken: string | null
}

export type GatewayOpening =
  | { readonly ok: true; readonly call: GatewayCall }
  /** The platform's exact error envelope. */
  | { readonly ok: false; readonly reply: HttpAnswer }

/** What a gateway must know to open a request: the secret of an app, null for an unknown one. */
export type SecretOf = (appKey: string) => string | null

/** One page of changed orders as a gateway lists it. */
export interface GatewayPage {
  readonly orders: readonly { readonly orderNumber: string; readonly version: number }[]
  /** Of the whole window, not of this page. */
  readonly total: number
  readonly page: number
  readonly pageSize: number
}
