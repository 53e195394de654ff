import { equal, ok } from 'node:assert/strict'
import type { Journey } from './journey.ts'
import type { Stage } from './stage/stage.ts'

async function fillIn({ page }: Stage, person: { username: string; password: string }): Promise<void> {
  await page.getByLabel('用户名').fill(person.username)
  await page.getByLabel('密码', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: '登录' }).click()
}

const entersWhereHeWanted: Journey = {
  title: 'ops is led to sign in and then to where they wanted to go',
  async run(stage) {
    const { page } = stage
    await stage.open('/admin/channels')
    await page.waitForURL('**/sign-in/?next=*')
    await fillIn(stage, { username: 'ops', password: stage.passwordOf('ops') })
    await page.waitForURL('**/admin/channels/')
    await page.getByRole('heading', { level: 1, name: '渠道' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: '渠道' }).waitFor()
  },
}

const wrongPassword: Journey = {
  title: 'a wrong password is said plainly, and the name stays',
  async run(stage) {
    const { page } = stage
    await stage.open('/sign-in')
    await fillIn(stage, { username: 'ops', password: 'not-the-password' })
    await page.getByRole('alert').getByText('用户名或密码不正确').waitFor()
    equal(await page.getByLabel('用户名').inputValue(), 'ops')
    ok(page.url().includes('/sign-in'), 'nobody was let in')
  },
}

const warehouseSeesOrdersOnly: Journey = {
  title:
    'the warehouse lands where it scans, sees orders, parcels to stop and returns, no channels, and is refused at their address',
  async run(stage) {
    const { page } = stage
    await stage.open('/sign-in')
    await fillIn(stage, { username: 'warehouse', password: stage.passwordOf('warehouse') })
    await page.waitForURL('**/scan/')
    await page.getByRole('heading', { level: 1, name: '登记这台设备' }).waitFor()
    await stage.open('/admin/orders/')
    await page.getByRole('heading', { level: 1, name: '订单' }).waitFor()
    const rooms = page.getByRole('navigation', { name: '主导航' }).getByRole('link')
    equal((await rooms.allTextContents()).join(), '订单,拦截,扫码,退货,交接')
    await stage.open('/admin/channels/')
    await page.getByRole('heading', { level: 1, name: '您的角色不能进入这一页' }).waitFor()
    await page.getByRole('link', { name: '回到工作页' }).waitFor()
    const answer = await page.request.get(`${stage.system.baseUrl}/api/trpc/channels.list`)
    equal(answer.status(), 403)
  },
}

export const journeys = [entersWhereHeWanted, wrongPassword, warehouseSeesOrdersOnly]
