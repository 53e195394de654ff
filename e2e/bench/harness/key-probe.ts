/** What one scan took, in ms from the time stamp of its last key. */
export interface Took {
  /** Until the page's content had changed. */
  readonly changed: number
  /** Until a frame with that change was on its way to the screen. */
  readonly shown: number
  /** Until storage had it for good; null where the page stores nothing. */
  readonly committed: number | null
}

declare global {
  interface Window {
    /** Forgets the last scan and waits for the next, from now on. */
    watchScan(stores: boolean): void
    /** The watched scan, once it was shown, and stored where the page stores. */
    scanTook: Promise<Took>
  }
}

/**
 * Runs in the page before anything of its own. Watches from outside: keys by their time stamps, the screen by its
 * mutations and the frame after them, storage by the end of its transactions.
 */
export function installKeyProbe(feedback: string): void {
  let pressedAt = 0
  let [changed, shown, committed] = [0, 0, 0]
  let settle: (() => void) | null = null
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter') pressedAt = event.timeStamp
    },
    { capture: true },
  )
  const afterPaint = (then: () => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = then
      port2.postMessage(null)
    })
  new MutationObserver((mutations) => {
    const isFeedback = mutations.some(({ target, addedNodes }) =>
      [target, ...addedNodes].some((node) => {
        const element = node instanceof Element ? node : node.parentElement
        return element?.closest(feedback) || element?.querySelector(feedback)
      }),
    )
    if (pressedAt === 0 || changed !== 0 || !isFeedback) return
    changed = performance.now()
    afterPaint(() => {
      shown = performance.now()
      settle?.()
    })
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
  const open = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (...args) {
    const transaction = open.apply(this, args)
    if (args[1] === 'readwrite' && pressedAt !== 0 && committed === 0)
      transaction.addEventListener('complete', () => {
        if (committed !== 0) return
        committed = performance.now()
        settle?.()
      })
    return transaction
  }
  window.watchScan = (stores) => {
    ;[pressedAt, changed, shown, committed] = [0, 0, 0, 0]
    const { promise, resolve } = Promise.withResolvers<Took>()
    window.scanTook = promise
    settle = () => {
      if (shown === 0 || (stores && committed === 0)) return
      settle = null
      const since = (at: number) => at - pressedAt
      resolve({ changed: since(changed), shown: since(shown), committed: stores ? since(committed) : null })
    }
  }
}
