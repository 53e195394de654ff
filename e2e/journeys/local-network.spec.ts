import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request as httpsRequest } from 'node:https'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { readPeople } from '../../scripts/people.ts'
import { freePort } from '../../scripts/ports.ts'
import { type BrowserOptions, launchBrowser } from '../browser.ts'
import type { Journey } from './journey.ts'
import { listenForComplaints } from './stage/complaints.ts'
import { inspect, VIEWS_OF } from './stage/inspect.ts'
import { picture } from './stage/picture.ts'
import { PATIENCE_MS, type Stage } from './stage/stage.ts'
import { runStartCommand, type StartedCommand } from './stage/start-command.ts'
import { launchTrusting } from './stage/trusting-browser.ts'

const PHONE: BrowserOptions = {
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  viewport: { width: 360, height: 640 },
  reducedMotion: 'reduce',
  userAgent: 'Mozilla/5.0 (Linux; Android 14; Phone) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36',
}
const UNTRUSTED = /ERR_CERT_AUTHORITY_INVALID/

async function phonePage(context: { newPage: () => Promise<Page> }, complain: (text: string) => void): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  listenForComplaints(page, (text) => {
    if (!UNTRUSTED.test(text)) complain(text)
  })
  return page
}

/** The phone that does not trust yet: it is told so, and given what it needs. */
async function seeTrustPage({ complaints }: Stage, trustUrl: string): Promise<X509Certificate> {
  const browser = await launchBrowser(PHONE)
  try {
    const page = await phonePage(browser.context, (text) => complaints.push(text))
    await page.goto(trustUrl)
    await page.getByText('还没有信任').waitFor()
    await picture(page, 'trust')
    await inspect({ page, complaints }, 'the page about the certificate', VIEWS_OF.zh)
    await page.setViewportSize({ width: 360, height: 640 })
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByText('Not trusted yet').waitFor()
    await inspect({ page, complaints }, 'the page about the certificate, in English', VIEWS_OF.en)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the certificate' }).first().click(),
    ])
    equal(download.suggestedFilename(), 'baton-ca.crt')
    const file = await page.request.get(`${trustUrl}/baton-ca.crt`)
    const refused = await page.goto(trustUrl.replace('http:', 'https:')).catch((error: Error) => error)
    ok(refused instanceof Error && UNTRUSTED.test(refused.message))
    return new X509Certificate(await file.body())
  } finally {
    await browser.close()
  }
}

interface Enrolment {
  readonly url: string
  readonly trustUrl: string
}

/** What operations do at the desk, on the plain door of this machine: the code leads to the https address all the same. */
async function makeEnrolment(stage: Stage, { hereUrl, dataFolder }: StartedCommand): Promise<Enrolment> {
  const { page } = stage
  const admin = readPeople(dataFolder).find((one) => one.role === 'admin')
  const headers = { origin: hereUrl }
  const data = { username: 'admin', password: admin?.password }
  const signedIn = await page.request.post(`${hereUrl}/api/auth/sign-in/username`, { headers, data })
  equal(signedIn.status(), 200)
  const place = { province: '浙江省', city: '杭州市', address: '仓前街道 1 号' }
  const saved = await page.request.post(`${hereUrl}/api/trpc/catalogue.saveWarehouse`, {
    headers,
    data: { code: 'HZ', name: '杭州仓', ...place },
  })
  equal(saved.status(), 200)
  return enrolAtDesk(stage, hereUrl)
}

async function enrolAtDesk(stage: Stage, hereUrl: string): Promise<Enrolment> {
  const { page } = stage
  await page.goto(`${hereUrl}/admin/devices/`)
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: '登记设备' }).first().click()
  await dialog.getByLabel('名称').fill('手机 1')
  await dialog.getByLabel('仓库').selectOption({ label: '杭州仓' })
  await dialog.getByRole('button', { name: '生成二维码' }).click()
  await dialog.getByText('新手机先做这一步').click()
  await dialog.getByRole('img', { name: '信任证书的二维码' }).waitFor()
  await picture(page, 'enrol-at-desk')
  await inspect(stage, 'the code to enrol in the local network')
  const [trustUrl = '', url = ''] = await dialog.locator('code').allTextContents()
  await page.goto('about:blank')
  return { trustUrl, url }
}

/** A page of somebody else, open in a browser that is known here, cannot sign it in. */
function signInFrom(origin: string, scanUrl: string, ca: string): Promise<number> {
  const url = new URL('/api/auth/sign-in/username', scanUrl)
  const headers = { origin, cookie: 'theme=dark', 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const request = httpsRequest(url, { method: 'POST', headers, ca, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.on('error', reject)
    request.end(JSON.stringify({ username: 'admin', password: 'not this one' }))
  })
}

async function isKeptOffline(page: Page): Promise<boolean> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.context().setOffline(true)
  await page.reload()
  await page.getByRole('heading', { name: '扫任何码开始' }).waitFor()
  await page.context().setOffline(false)
  return page.evaluate(() => isSecureContext && navigator.serviceWorker.controller !== null)
}

/** As Chromium offers it on a phone; a headless one never does. */
async function offerInstall(page: Page): Promise<void> {
  await page.evaluate(() => {
    const prompt = async () => ({ outcome: 'dismissed' })
    dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt }))
  })
}

async function postponeInstall(page: Page, complaints: string[]): Promise<void> {
  await page.getByText('在线').waitFor()
  const later = page.getByRole('button', { name: '以后再说' })
  await offerInstall(page)
  await later.waitFor()
  await picture(page, 'install')
  await inspect({ page, complaints }, 'the offer to install', VIEWS_OF.zh)
  await page.setViewportSize({ width: 360, height: 640 })
  await later.click()
  await later.waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('heading', { name: '扫任何码开始' }).waitFor()
  await offerInstall(page)
  await page.goto(new URL('/scan/check/', page.url()).href)
  await offerInstall(page)
  const install = page.getByRole('button', { name: '安装', exact: true })
  await install.waitFor()
  equal(await later.count(), 0)
  await page.getByRole('button', { name: '申请保留' }).click()
  await page.getByText(/系统不会自动清理|浏览器这次没有同意/).waitFor()
  await page.emulateMedia({ colorScheme: 'light' })
  await install.scrollIntoViewIfNeeded()
  await picture(page, 'install-check')
}

const works: Journey = {
  title: 'npm start -- --lan: a phone learns to trust it, enrols by TLS, works without network, is offered to install',
  async run(stage) {
    const system = await runStartCommand(['--lan=127.0.0.1', '--lan-port', String(await freePort())])
    try {
      const [trustUrl = ''] = /http:\/\/127\.0\.0\.1:\d+\/trust/.exec(system.told) ?? []
      const [scanUrl = ''] = /https:\/\/127\.0\.0\.1:\d+\/scan\//.exec(system.told) ?? []
      match(system.told, /[█▀▄]{10}/)
      const authority = await seeTrustPage(stage, trustUrl)
      const shown = system.told.match(/^ {4}[0-9A-F]{4}( [0-9A-F]{4}){7}$/gm) ?? []
      equal(shown.join('').replaceAll(' ', ''), authority.fingerprint256.replaceAll(':', ''))
      const enrolment = await makeEnrolment(stage, system)
      deepEqual([new URL(enrolment.url).origin, enrolment.trustUrl], [new URL(scanUrl).origin, trustUrl])
      const { certificate } = JSON.parse(readFileSync(join(system.dataFolder, 'lan', 'server.json'), 'utf8'))
      const server = new X509Certificate(certificate)
      await useTrustingPhone(stage, { authority, server, enrolment, trustUrl, scanUrl })
    } finally {
      await system.stop()
    }
  },
}

interface Met {
  readonly authority: X509Certificate
  readonly server: X509Certificate
  readonly enrolment: Enrolment
  readonly trustUrl: string
  readonly scanUrl: string
}

async function useTrustingPhone(stage: Stage, { authority, server, enrolment, trustUrl, scanUrl }: Met): Promise<void> {
  const { complaints } = stage
  equal(await signInFrom('https://evil.local', scanUrl, authority.toString()), 403)
  equal(await signInFrom(new URL(scanUrl).origin, scanUrl, authority.toString()), 401)
  const phone = await launchTrusting({ authority, server }, PHONE)
  try {
    stage.notes.push(
      phone.isTrustReal ? 'the browser trusts the authority itself' : 'no certutil: told to overlook the key',
    )
    const page = await phonePage(phone.context, (text) => complaints.push(text))
    await page.goto(`${trustUrl}?to=${encodeURIComponent(enrolment.url.replace(/^https:\/\/[^/]+/, ''))}`)
    await page.getByText('已信任，可以开始了').waitFor()
    await picture(page, 'trusted')
    await page.getByRole('link', { name: '打开扫码' }).click()
    await page.getByRole('heading', { name: '扫任何码开始' }).waitFor()
    equal(page.url(), scanUrl)
    const cookies = await phone.context.cookies(scanUrl)
    deepEqual(
      cookies.map(({ name, secure, httpOnly, sameSite }) => ({ name, secure, httpOnly, sameSite })),
      [{ name: '__Host-baton-device', secure: true, httpOnly: true, sameSite: 'Strict' }],
    )
    equal(await isKeptOffline(page), true)
    await postponeInstall(page, complaints)
  } finally {
    await phone.close()
  }
}

export const journeys: readonly Journey[] = [works]
