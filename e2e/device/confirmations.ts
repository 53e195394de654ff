import type { BrowserContext } from 'playwright-core'

/** What the pages of the floor said to the person, heard outside the browser: it survives the browser's end. */
export interface Confirmations {
  /** Codes under a banner of the words that were asked for, in the order in which they were shown. */
  readonly codes: readonly string[]
  /** The highest number of scans that was ever shown as being on the device. */
  readonly onDevice: number
}

/** Reads the screen as a person does, whenever it changes, and knows nothing of how the pages are made. */
const WATCH = `
  const tell = () => {
    const banner = document.querySelector('main > [role=status]')
    const [title, ...rest] = [...(banner?.querySelectorAll('p, span') ?? [])].map((one) => one.textContent)
    const [, here] = /(\\d+) 台上/.exec(document.querySelector('header')?.textContent ?? '') ?? []
    void globalThis.batonShown({ title, code: rest.at(-1), onDevice: Number(here ?? 0) })
  }
  new MutationObserver(tell).observe(document, { childList: true, subtree: true, characterData: true })
`

interface Shown {
  readonly title?: string
  readonly code?: string
  readonly onDevice: number
}

/** Listens to every page of a browser. `words`: the banner that tells that a scan was kept. */
export async function hearConfirmations(context: BrowserContext, words: string, heard: Heard): Promise<void> {
  await context.exposeBinding('batonShown', (_page, { title, code, onDevice }: Shown) => {
    heard.onDevice = Math.max(heard.onDevice, onDevice)
    if (title === words && code) heard.seen.add(code)
  })
  await context.addInitScript(WATCH)
}

export class Heard implements Confirmations {
  readonly seen = new Set<string>()
  onDevice = 0

  get codes(): readonly string[] {
    return [...this.seen]
  }
}
