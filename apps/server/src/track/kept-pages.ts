import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Locale } from '@baton/contract'
import type { Context } from '@baton/fulfilment/runtime'
import { type OpenedLink, readTracked } from '@baton/fulfilment/tracking'
import type { Encoding } from './encoding.ts'
import { renderTracked } from './page.ts'

/** Some 10 kB each; those that were looked at longest ago make room. */
const MOST_KEPT = 1000
const MINUTE_MS = 60_000
/** Rather quick than small: most pages are looked at once. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

const ENCODERS = {
  br: (page) => brotliCompressSync(page, BROTLI),
  gzip: (page) => gzipSync(page),
  identity: (page) => page,
} as const satisfies Record<Encoding, (page: Buffer) => Buffer>

export interface PageForm {
  readonly locale: Locale
  readonly encoding: Encoding
}

interface Kept {
  /** Of what it was made of, and the minute that its times are true for. */
  readonly madeOf: string
  readonly order: ReturnType<typeof readTracked>
  readonly pages: Map<string, Buffer>
}

/** Private pages as they were last sent, each as long as its link says that nothing has changed, and a minute at most. */
export class KeptPages {
  private readonly kept = new Map<string, Kept>()
  private readonly ctx: Context

  constructor(ctx: Context) {
    this.ctx = ctx
  }

  /** Null: the order is not there. */
  async page(link: OpenedLink, form: PageForm): Promise<Buffer | null> {
    const minute = Math.floor(this.ctx.now().getTime() / MINUTE_MS)
    const { order: reading, pages } = this.keptFor(link, `${link.version} ${minute}`)
    const order = await reading
    if (!order) return null
    const name = `${form.locale} ${form.encoding}`
    const made = pages.get(name)
    if (made) return made
    const html = renderTracked(order, { locale: form.locale, asOf: new Date(minute * MINUTE_MS) })
    const page = ENCODERS[form.encoding](Buffer.from(html))
    pages.set(name, page)
    return page
  }

  private keptFor({ orderId, audience }: OpenedLink, madeOf: string): Kept {
    const name = `${orderId} ${audience}`
    const known = this.kept.get(name)
    this.kept.delete(name)
    const kept = known?.madeOf === madeOf ? known : this.read({ orderId, audience }, { name, madeOf })
    this.kept.set(name, kept)
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break
      this.kept.delete(oldest)
    }
    return kept
  }

  private read(
    { orderId, audience }: Pick<OpenedLink, 'orderId' | 'audience'>,
    { name, madeOf }: { name: string; madeOf: string },
  ): Kept {
    const order = readTracked(this.ctx, { id: orderId, audience })
    order.catch(() => {
      if (this.kept.get(name)?.order === order) this.kept.delete(name)
    })
    return { madeOf, order, pages: new Map() }
  }
}
