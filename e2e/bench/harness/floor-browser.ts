import type { CDPSession, Page } from 'playwright-core'
import type { JourneyBrowser } from '../../browser.ts'
import { installKeyProbe, type Took } from './key-probe.ts'

const LONGEST_MS = 5000

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

  /** Key events as a scanner sends them: none waits for the page, nor does this. */
  type(code: string): void {
    for (const key of [...code, 'Enter']) for (const sent of this.press(key)) sent.catch(() => {})
  }

  /** One scan from its last key on. */
  async measure(code: string, stores: boolean): Promise<Took> {
    await this.page.evaluate((waits) => window.watchScan(waits), stores)
    this.type(code)
    await this.page
      .waitForFunction(() => window.scanTook !== null, null, { timeout: LONGEST_MS })
      .catch(async (cause) => {
        throw new Error(
          `Nothing came of ${code}: ${await this.page.locator('body').textContent({ timeout: 2000 }).catch(String)}`,
          { cause },
        )
      })
    return this.page.evaluate(() => window.scanTook as Took)
  }

  private press(key: string): Promise<unknown>[] {
    const isEnter = key === 'Enter'
    const windowsVirtualKeyCode = isEnter ? 13 : key.charCodeAt(0)
    const event = { key, windowsVirtualKeyCode, code: isEnter ? 'Enter' : '' }
    return [
      this.cdp.send('Input.dispatchKeyEvent', { ...event, type: 'keyDown', text: isEnter ? '\r' : key }),
      this.cdp.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' }),
    ]
  }
}
