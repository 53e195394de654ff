import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { isAlive, until } from '../../scripts/processes.ts'
import { openProfile } from '../browser.ts'
import { wedge } from '../journeys/stage/wedge.ts'
import type { TestSystem } from '../system.ts'
import { type Confirmations, Heard, hearConfirmations } from './confirmations.ts'
import { Front } from './front.ts'

const PATIENCE_MS = 40_000
const SCREEN = { width: 360, height: 640 }
/** Nothing that is asked of a PDA is about motion, which is painted here without a graphics card. */
const SETTINGS = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: SCREEN, reducedMotion: 'reduce' } as const
/** The banner of a scan that starts to pack. */
const PACKING_STARTS = '打包开始'

export interface Counts {
  readonly onDevice: number
  readonly onServer: number
}

interface Running {
  readonly context: BrowserContext
  readonly page: Page
  readonly cdp: CDPSession
  /** Of every process of the browser, its own first. */
  readonly pids: readonly number[]
}

/** A PDA: a browser with storage of its own, which outlives the browser, behind a network that can be shut. */
export class Pda {
  readonly front: Front
  /** What its screen said of scans that start to pack, over all its lives. */
  readonly heard: Confirmations
  private readonly system: Pick<TestSystem, 'baseUrl'>
  private readonly profile = mkdtempSync(join(tmpdir(), 'baton-pda-'))
  private readonly listening = new Heard()
  private running: Running | null = null

  private constructor(system: Pick<TestSystem, 'baseUrl'>, front: Front) {
    this.system = system
    this.front = front
    this.heard = this.listening
  }

  static async unpack(system: Pick<TestSystem, 'baseUrl'>): Promise<Pda> {
    return new Pda(system, await Front.open(system.baseUrl))
  }

  get page(): Page {
    return this.current.page
  }

  /** Of the page in use. */
  get cdp(): CDPSession {
    return this.current.cdp
  }

  /** Starts the browser; no page of ours is open yet. */
  async switchOn(): Promise<void> {
    const context = await openProfile(this.profile, { ...SETTINGS, args: [this.front.flag] })
    const page = context.pages()[0] ?? (await context.newPage())
    page.setDefaultTimeout(PATIENCE_MS)
    await hearConfirmations(context, PACKING_STARTS, this.listening)
    this.running = { context, page, cdp: await context.newCDPSession(page), pids: await pidsOf(context) }
  }

  /** Opens the floor's first page and waits until it takes scans. */
  async open(): Promise<void> {
    await this.page.goto(`${this.system.baseUrl}/scan/`)
    await this.page.getByRole('banner').getByText('台上').waitFor()
  }

  /** Makes this browser a device; it also works without network from then on. */
  async enrol(code: string): Promise<void> {
    const { page } = this
    await page.goto(`${this.system.baseUrl}/scan/enrol/?code=${code}`)
    await page.getByRole('heading', { name: '扫任何码开始' }).waitFor()
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  }

  /** A person takes it over. */
  async badgeIn({ badge, pin }: { badge: string; pin: string }): Promise<void> {
    await this.scan([badge])
    await this.enterPin(pin)
    await this.page.getByRole('banner').getByText('仓管员').waitFor()
  }

  async enterPin(pin: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: '输入 PIN' })
    for (const digit of pin) await dialog.getByRole('button', { name: digit, exact: true }).click()
    await dialog.getByRole('button', { name: '登录' }).click()
  }

  /** Types codes as a scanner does, one after the other, without waiting for the screen. */
  async scan(codes: readonly string[]): Promise<void> {
    for (const code of codes) await wedge(this.page, code)
  }

  /** What the screen says now. */
  async counts(): Promise<Counts> {
    const told = await this.page
      .getByRole('banner')
      .getByText(/\d+ 台上 \/ \d+ 服务器/)
      .textContent()
    const [onDevice = 0, onServer = 0] = ((told ?? '').match(/\d+/g) ?? []).map(Number)
    return { onDevice, onServer }
  }

  /** Waits until the screen counts so many scans on the device. */
  async keeps(count: number): Promise<void> {
    const holds = (wanted: number) => document.querySelector('header')?.textContent?.includes(`${wanted} 台上`) === true
    await this.page.waitForFunction(holds, count).catch(async (error: Error) => {
      const { onDevice, onServer } = await this.counts()
      throw new Error(
        `${count} scans were made; the screen says ${onDevice} on the device, ${onServer} on the server`,
        {
          cause: error,
        },
      )
    })
  }

  /** Waits until the screen says that nothing is on the device alone. The network's return is told to it, as a radio does. */
  async allSent(): Promise<void> {
    await this.page.evaluate(() => dispatchEvent(new Event('online')))
    await this.page.waitForFunction(() => {
      const [, here, there] =
        /(\d+) 台上 \/ (\d+) 服务器/.exec(document.querySelector('header')?.textContent ?? '') ?? []
      return here !== undefined && here === there
    })
  }

  /** The version of the service worker in charge, by its own word. */
  version(): Promise<string> {
    return this.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = ({ data }) => resolve(String(data))
          navigator.serviceWorker.controller?.postMessage({ type: 'GET_VERSION' }, [port2])
        }),
    )
  }

  /** SIGKILL to the browser: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    const { context, pids } = this.current
    const closed = new Promise((resolve) => context.once('close', resolve))
    const [browser] = pids
    if (browser === undefined) throw new Error('The browser has no process')
    process.kill(browser, 'SIGKILL')
    await closed
    const isOver = await until(() => !pids.some(isAlive), PATIENCE_MS)
    if (!isOver) throw new Error(`Parts of the killed browser live on: ${pids.filter(isAlive)}`)
    this.running = null
  }

  async switchOff(): Promise<void> {
    await this.running?.context.close()
    this.running = null
  }

  /** For good: nothing of it is left. */
  async discard(): Promise<void> {
    await this.switchOff()
    await this.front.close()
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }

  private get current(): Running {
    if (!this.running) throw new Error('The PDA is switched off')
    return this.running
  }
}

async function pidsOf(context: BrowserContext): Promise<readonly number[]> {
  const session = await context.browser()?.newBrowserCDPSession()
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {}
  const own = processInfo.filter((one) => one.type === 'browser')
  return [...own, ...processInfo.filter((one) => one.type !== 'browser')].map((one) => one.id)
}
