import { equal, ok } from 'node:assert/strict'
import type { Journey } from './journey.ts'
import { ask } from './stage/floor.ts'
import { inspect } from './stage/inspect.ts'
import { picture } from './stage/picture.ts'
import type { Stage } from './stage/stage.ts'

const PERSON = { username: 'fang', name: '王芳', role: 'supervisor', password: 'the first of them' }
const NEXT = 'my cat sleeps at noon'
const PDA =
  'Mozilla/5.0 (Linux; Android 13; DT50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Mobile Safari/537.36'

/** Signs in from another browser: its cookie, or the status of the refusal. */
async function elsewhere({ system }: Stage, password: string): Promise<string> {
  const answer = await fetch(`${system.baseUrl}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: system.baseUrl, 'user-agent': PDA },
    body: JSON.stringify({ username: PERSON.username, password }),
  })
  return answer.ok ? (answer.headers.getSetCookie()[0]?.split(';')[0] ?? '') : String(answer.status)
}

async function isSignedIn({ system }: Stage, cookie: string): Promise<boolean> {
  const answer = await fetch(`${system.baseUrl}/api/trpc/me.get`, { headers: { cookie } })
  const body = (await answer.json()) as { result: { data: unknown } }
  return body.result.data !== null
}

const looksAfterTheirAccount: Journey = {
  title:
    'somebody sees where they are signed in, ends one of it, changes their password, which ends all others, and an administrator reads of it',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('admin')
    await ask(stage, 'staff.create', PERSON)
    await stage.context.clearCookies()
    const phone = await elsewhere(stage, PERSON.password)

    await stage.open('/sign-in/')
    await page.getByLabel('用户名').fill(PERSON.username)
    await page.getByLabel('密码', { exact: true }).fill(PERSON.password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL('**/board/')
    await stage.open('/admin/orders/')
    await page.getByRole('button', { name: PERSON.name }).click()
    await page.getByRole('menuitem', { name: '我的账号' }).click()
    await page.getByRole('heading', { level: 1, name: '我的账号' }).waitFor()

    const places = page.getByRole('region', { name: '登录的地方' }).getByRole('listitem')
    await places.filter({ hasText: '这里' }).waitFor()
    const other = places.filter({ hasText: 'Chrome 浏览器 · 安卓设备' })
    await other.getByText('来自 127.0.0.1').waitFor()
    await picture(page, 'account')
    await other.getByRole('button', { name: '让 Chrome 浏览器 · 安卓设备 退出登录' }).click()
    await page.getByText('您只在这里登录。').waitFor()
    ok(!(await isSignedIn(stage, phone)), 'the other browser is signed out')

    const tablet = await elsewhere(stage, PERSON.password)
    const form = page.getByRole('region', { name: '修改密码' })
    const [current, next] = [form.getByLabel('现在的密码'), form.getByLabel('新密码')]
    const change = form.getByRole('button', { name: '修改密码', exact: true })
    await current.fill('not my password')
    await next.fill('short')
    await change.click()
    await form.getByText('太短或太小').waitFor()
    await next.fill(NEXT)
    await change.click()
    await form.getByText('密码不对').waitFor()
    stage.complaints = stage.complaints.filter((one) => !one.includes('400 (Bad Request)'))
    await current.fill(PERSON.password)
    await change.click()
    await page.getByText('密码已修改，其他地方都已退出登录').waitFor()
    equal(await current.inputValue(), '')

    ok(!(await isSignedIn(stage, tablet)), 'every other browser is signed out')
    await page.reload()
    await places.filter({ hasText: '这里' }).waitFor()
    equal(await places.count(), 1)
    equal(await elsewhere(stage, PERSON.password), '401')
    ok((await elsewhere(stage, NEXT)).startsWith('baton='), 'the new password opens')

    await stage.enterAs('admin')
    await stage.open('/admin/staff/')
    await page.getByRole('button', { name: '变更记录' }).click()
    const changes = page.getByRole('list', { name: '变更记录' }).getByRole('listitem')
    await changes.filter({ hasText: PERSON.name }).filter({ hasText: '自己改密码' }).waitFor()
    await changes.filter({ hasText: PERSON.name }).filter({ hasText: '添加员工' }).filter({ hasText: '主管' }).waitFor()
    await inspect(stage, 'the changes of access')
  },
}

export const journeys = [looksAfterTheirAccount]
