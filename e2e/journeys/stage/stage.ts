import type { Role } from '@baton/contract'
import type { Page } from 'playwright-core'
import { type JourneyBrowser, launchBrowser } from '../../browser.ts'
import { startSystem, type TestSystem } from '../../system.ts'
import { listenForComplaints } from './complaints.ts'
import { OwnShop } from './own-shop.ts'
import { type Sandbox, sandboxAt } from './sandbox.ts'

/** No journey is about motion, and without a graphics card to paint it costs more than everything else. */
const DESK = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' } as const

/** The longest that anything may take to appear; a slow machine is no failure. */
export const PATIENCE_MS = 40_000

type Cookies = Awaited<ReturnType<JourneyBrowser['context']['cookies']>>

/** What journeys share: one whole system, one browser, and the page in use. */
export class Stage {
  readonly system: TestSystem
  readonly sandbox: Sandbox
  readonly ownShop: OwnShop
  /** Console errors and refusals of the content policy that nobody expected. */
  complaints: string[] = []
  /** Figures for the journey's lines. */
  notes: string[] = []
  private readonly browser: JourneyBrowser
  private readonly sessions = new Map<Role, Cookies>()
  private current: Page | null = null

  constructor(system: TestSystem, browser: JourneyBrowser) {
    if (!system.sandboxUrl) throw new Error('The journeys need the sandbox')
    this.system = system
    this.browser = browser
    this.sandbox = sandboxAt(system.sandboxUrl)
    this.ownShop = new OwnShop(system.dataFolder)
  }

  /** A fresh page in a desktop window, signed out, Chinese, light. */
  async begin(): Promise<void> {
    const { context } = this.browser
    await context.clearCookies()
    await this.current?.close()
    this.complaints = []
    this.notes = []
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE_MS)
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    listenForComplaints(page, (complaint) => this.complaints.push(complaint))
    this.current = page
  }

  get page(): Page {
    if (!this.current) throw new Error('No journey has begun')
    return this.current
  }

  /** Of the page in use, for whoever asks what went wrong. */
  get address(): string {
    return this.current?.url() ?? 'none'
  }

  get context() {
    return this.browser.context
  }

  /** Opens a page of ours. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.system.baseUrl}${path}`)
  }

  passwordOf(role: Role): string {
    const person = this.system.people.find((one) => one.role === role)
    if (!person) throw new Error(`Nobody is ${role}`)
    return person.password
  }

  /** Signs in without the form; sign-ins are throttled, so each role does it once a run. */
  async enterAs(role: Role): Promise<void> {
    const { context } = this.browser
    const known = this.sessions.get(role)
    if (known) return context.addCookies(known)
    const { baseUrl } = this.system
    const response = await context.request.post(`${baseUrl}/api/auth/sign-in/username`, {
      headers: { origin: baseUrl },
      data: { username: role, password: this.passwordOf(role) },
    })
    if (!response.ok()) throw new Error(`${role} cannot sign in: ${response.status()}`)
    this.sessions.set(role, await context.cookies())
  }

  async close(): Promise<void> {
    try {
      await this.browser.close()
    } finally {
      await this.system.stop()
    }
  }
}

/** Starts the system over the pages as they are built, its sandbox in quiet mode, and a browser. */
export async function openStage(): Promise<Stage> {
  const env = { BATON_SANDBOX_AUTOSTART: '0', BATON_LOG_LEVEL: 'warn' }
  const system = await startSystem({ agent: true, durable: false, env })
  try {
    const stage = new Stage(system, await launchBrowser(DESK))
    await stage.sandbox.hush()
    return stage
  } catch (error) {
    await system.stop()
    throw error
  }
}
