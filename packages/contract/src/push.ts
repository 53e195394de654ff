import { z } from 'zod'
import { Locale } from './locale.ts'

/** As a browser's `PushSubscription` gives it. */
export const PushSubscribeInput = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(1000),
  keys: z.strictObject({
    /** Uncompressed point of P-256: 65 bytes in base64url. */
    p256dh: z.string().regex(/^[\w-]{87}=?$/),
    /** 16 bytes in base64url. */
    auth: z.string().regex(/^[\w-]{22}(==)?$/),
  }),
})
export type PushSubscribeInput = z.infer<typeof PushSubscribeInput>

export const PushEndpointInput = PushSubscribeInput.pick({ endpoint: true })
export type PushEndpointInput = z.infer<typeof PushEndpointInput>

/** `locale`: of whoever asks. */
export const PushTestInput = z.strictObject({ locale: Locale }).optional()

/** What a browser needs to subscribe, and whether push is switched on. */
export interface PushKeyView {
  readonly publicKey: string
  readonly enabled: boolean
}

/** What a push message carries to the service worker, encrypted for one browser. */
export interface PushMessage {
  readonly title: string
  readonly body: string
  /** A later message of the same tag takes the earlier one's place. */
  readonly tag: string
  /** Path of ours where a tap leads. */
  readonly url: string
  /** Which alerts it tells of. */
  readonly alertIds: readonly string[]
  readonly actions: readonly { readonly action: 'acknowledge' | 'open'; readonly title: string }[]
}
