import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import type { JourneyBrowser } from '../../browser.ts'
import { installKeyProbe, type Took } from './key-probe.ts'

const LONGEST_MS = 5000
/** A key's press and its release are a report each, and a full-speed keyboard may be asked for one every millisecond; few are as fast as this. */
const USB_REPORT_MS = 2
const DOWN = 'keyDown'
const UP = 'keyUp'

/** A page under a throttled processor, with a scanner that types into it. */
export class ThrottledPage {
  readonly page: Page
  private readonly cdp: CDPSession

  private constructor(page: Page, cdp: CDPSession) {
    this.page = page
    this.cdp = cdp
  }

  /** `feedback`: a selector of what changes when a scan was heard. */
  static async open(
    browser: JourneyBrowser,
    url: string,
    { feedback, throttle }: { feedback: string; throttle: number },
  ) {
    const page = await browser.context.newPage()
    await page.addInitScript(installKeyProbe, feedback)
    await page.goto(url)
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle })
    return new ThrottledPage(page, cdp)
  }

  /** A scanner that hands the whole code over at once; none of its keys waits for the page, nor does this. */
  type(code: string): void {
    for (const key of keysOf(code)) for (const event of [DOWN, UP] as const) this.send(key, event)
  }

  /** One scan from its last key on, all keys at once or, as over USB, each in its own time. */
  async measure(code: string, { stores, paced }: { stores: boolean; paced: boolean }): Promise<Took> {
    await this.page.evaluate((waits) => window.watchScan(waits), stores)
    if (paced) await this.typeInTime(code)
    else this.type(code)
    const took = await this.page.evaluate(
      (longest) => Promise.race([window.scanTook, new Promise<null>((end) => setTimeout(end, longest, null))]),
      LONGEST_MS,
    )
    if (!took) throw new Error(`Nothing came of ${code}: ${await this.page.locator('body').textContent()}`)
    return took
  }

  private async typeInTime(code: string): Promise<void> {
    for (const key of keysOf(code))
      for (const event of [DOWN, UP] as const) {
        this.send(key, event)
        await pause(USB_REPORT_MS)
      }
  }

  private send(key: string, event: typeof DOWN | typeof UP): void {
    const isEnter = key === 'Enter'
    const codes = { key, windowsVirtualKeyCode: isEnter ? 13 : key.charCodeAt(0), code: isEnter ? 'Enter' : '' }
    const text = event === DOWN ? { text: isEnter ? '\r' : key } : {}
    this.cdp.send('Input.dispatchKeyEvent', { ...codes, ...text, type: event }).catch(() => {})
  }
}

function keysOf(code: string): readonly string[] {
  return [...code, 'Enter']
}
