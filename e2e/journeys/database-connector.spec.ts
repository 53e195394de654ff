import { deepEqual, equal } from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import type { Journey } from './journey.ts'
import { inspect } from './stage/inspect.ts'
import { picture } from './stage/picture.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

const connected: Journey = {
  title: 'a database connector is made by hand; its rows move orders, and wait while it is paused',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const name = `金蝶中间表 ${randomBytes(3).toString('hex')}`
    const sql = await connect(stage, name)
    const card = page.getByRole('listitem').filter({ hasText: name })
    const { number } = await stage.sandbox.order('own-shop')
    const waybill = `WB${number.slice(-10)}`
    await until(async () => (await sql`SELECT FROM orders WHERE number = ${number}`).length === 1, `${number} known`)
    const ship = { key: `shipped:${number}`, order_number: number, status: 'shipped', carrier: 'YTO', waybill }
    await sql`INSERT INTO writes ${sql(ship)}`
    deepEqual(await decided(sql, ship.key), { verdict: 'applied', code: null })
    await card.getByRole('button', { name: '暂停' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '暂停' }).click()
    await card.getByText('已暂停，写入暂存中').waitFor()
    const overwrite = { key: `overwrite:${number}`, order_number: number, status: 'to_ship' }
    await sql`INSERT INTO writes ${sql(overwrite)}`
    await sql`INSERT INTO writes ${sql({ ...overwrite, key: `wrong:${number}`, status: '待发货' })}`
    await card.getByRole('button', { name: '最近写入的行' }).click()
    await page.getByRole('dialog').getByText('暂存').nth(1).waitFor()
    await page.keyboard.press('Escape')
    await card.getByRole('button', { name: '恢复' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '恢复' }).click()
    await page.getByText('已恢复，暂存的行按原顺序处理').waitFor()
    deepEqual(await decided(sql, overwrite.key), { verdict: 'locked', code: 'ORDER_LOCKED' })
    deepEqual(await decided(sql, `wrong:${number}`), { verdict: null, code: 'INPUT_INVALID' })
    await card.getByRole('button', { name: '最近写入的行' }).click()
    await page.getByRole('dialog').getByText('订单已发货，状态已锁定').waitFor()
    await look(stage, 'connector-rows')
    await page.keyboard.press('Escape')
    await look(stage, 'connector-room')
    await card.getByRole('button', { name: '吊销' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '吊销' }).click()
    await card.getByText('已吊销').waitFor()
    const isOut = await sql`SELECT FROM writes`.then(
      () => false,
      () => true,
    )
    equal(isOut, true, 'a revoked login still reads')
    await sql.end({ timeout: 1 })
  },
}

/** Fills in the form, and signs in with what the dialog shows. */
async function connect(stage: Stage, name: string): Promise<postgres.Sql> {
  const { page } = stage
  await stage.open('/admin/erp/')
  await page.getByRole('button', { name: '接入 ERP' }).first().click()
  await page.getByLabel('名称').fill(name)
  await page.getByRole('button', { name: '数据库中间表' }).click()
  await page.getByLabel('待发货').check()
  await look(stage, 'connector-form')
  await page.getByRole('button', { name: '保存' }).click()
  const card = page.getByRole('listitem').filter({ hasText: name })
  await card.getByRole('button', { name: '生成登录名' }).click()
  const values = page.getByRole('dialog').locator('dd code')
  await values.nth(4).waitFor()
  const [host = '', port = '', database = '', user = '', password = ''] = await values.allTextContents()
  await look(stage, 'connector-login')
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click()
  return postgres({
    host,
    port: Number(port),
    database,
    user,
    password,
    max: 1,
    onnotice: () => {},
    connect_timeout: 5,
  })
}

async function decided(sql: postgres.Sql, key: string) {
  let row: { verdict: string | null; code: string | null } | undefined
  await until(async () => {
    ;[row] = await sql<{ verdict: string | null; code: string | null }[]>`
      SELECT verdict, code FROM writes WHERE key = ${key} AND decided_at IS NOT NULL`
    return row !== undefined
  }, `${key} decided`)
  return row
}

/** Checks it in every window, and keeps a picture of the widest and the narrowest. */
async function look(stage: Stage, what: string): Promise<void> {
  const { page } = stage
  await inspect(stage, what)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 360, height: 640 })
  await picture(page, `${what}-360`)
  await page.setViewportSize({ width: 1440, height: 900 })
  await picture(page, `${what}-1440`)
}

const scriptChecked: Journey = {
  title: 'a script is told its mistakes before it runs, and none where it makes none',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    await stage.open('/admin/erp/')
    await page.getByRole('button', { name: '检查同步脚本' }).click()
    const dialog = page.getByRole('dialog', { name: '检查同步脚本' })
    const script = dialog.getByLabel('或粘贴脚本')
    await script.fill('$pdo->exec("UPDATE orders SET status = \'to_ship\'");\n')
    await dialog.getByRole('button', { name: 'PHP', pressed: true }).waitFor()
    await dialog.getByRole('listitem').filter({ hasText: '无条件覆盖状态' }).getByText('第 1 行').waitFor()
    await look(stage, 'script-check')
    await script.fill("$pdo->exec(\"UPDATE orders SET status = 'packing' WHERE status = 'to_ship'\");\n")
    await dialog.getByText('没有发现这四种错误。').waitFor()
  },
}

export const journeys: readonly Journey[] = [connected, scriptChecked]
