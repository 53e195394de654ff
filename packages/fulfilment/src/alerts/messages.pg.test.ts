import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DELIVERY_KINDS } from '@baton/contract'
import type { GatewayRequest } from '@baton/platforms'
import { dingtalkSuccess } from '@baton/platforms/dingtalk'
import { readWecomBody, WECOM_FAULTS, wecomContent, wecomFailure, wecomSuccess } from '@baton/platforms/wecom'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { claimDeliveries } from '../deliveries/claim.ts'
import { DeliveryLoop, listDeliveries, readDelivery, replayDeliveries, type Senders } from '../deliveries/index.ts'
import { actingAs, type Context } from '../runtime/index.ts'
import { createStaff, setStaffContacts } from '../staff/index.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import {
  acknowledgeAlert,
  enableMessageChannel,
  listAlerts,
  listMessageChannels,
  listReceipts,
  MESSAGE_SENDERS,
  markSeen,
  raiseAlert,
  saveAudience,
  saveMessageChannel,
  tellAlerts,
  testMessageChannel,
} from './index.ts'
import { listen, Messengers, ROBOT_SECRET } from './messengers.fixture.ts'

const never = { limits: () => ({ atOnce: 1, perMinute: 1 }), send: () => Promise.reject(new Error('not of this test')) }
const senders = { ...Object.fromEntries(DELIVERY_KINDS.map((kind) => [kind, never])), ...MESSAGE_SENDERS } as Senders

describe('messages to people', () => {
  let world: TestContext
  let ctx: Context
  let messengers: Messengers
  let server: Server
  let gateway = ''
  let ops = ''
  let loop: DeliveryLoop

  beforeAll(async () => {
    world = await openTestContext()
    ctx = world.ctx
    messengers = new Messengers(() => world.clock.at)
    const opened = await listen(messengers)
    server = opened.server
    gateway = opened.url
    ops = (await createStaff(ctx, { username: 'ops', name: '运营', role: 'ops', password: 'a good password' })).id
    const keeper = await createStaff(ctx, {
      username: 'store',
      name: '仓管',
      role: 'warehouse',
      password: 'a good password',
    })
    await setStaffContacts(ctx, { id: keeper.id, wecomUserId: 'li', dingtalkUserId: '', email: '', locale: 'zh' })
    const contacts = { wecomUserId: 'zhang', dingtalkUserId: 'ding-zhang', email: 'zhang@example.cn' }
    await setStaffContacts(ctx, { id: ops, ...contacts, locale: 'zh' })
    loop = new DeliveryLoop(ctx, senders)
  })
  afterEach(async () => {
    messengers.heard.length = 0
    messengers.answer = () => null
    for (const { id } of await listMessageChannels(ctx)) await enableMessageChannel(ctx, { id, enabled: false })
    await ctx.sql`UPDATE alerts SET closed_at = now() WHERE closed_at IS NULL`
    await ctx.sql`UPDATE deliveries SET state = 'cancelled' WHERE state IN ('pending', 'dead')`
    await ctx.sql`UPDATE alert_receipts SET state = 'needless' WHERE state IN ('queued', 'sending')`
    world.clock.forward(120_000)
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await world.close()
  })

  const wecom = (name: string) =>
    saveMessageChannel(ctx, {
      ...{ kind: 'wecom', name, endpoints: { gateway } },
      fields: { corpId: 'ww1', agentId: '7', secret: 's' },
    })
  const raise = (subject: string) =>
    ctx.sql.begin((tx) =>
      raiseAlert(ctx, tx, { kind: 'channel_broken', subject, params: { channel: subject, why: 'disconnected' } }),
    )

  /** Tells and sends until nothing is due; virtual time passes where a route's rate asks for it. */
  async function settle(minutes = 0): Promise<void> {
    for (let left = minutes * 60; left >= 0; left -= 1) {
      while ((await tellAlerts(ctx)) > 0);
      do await loop.idle()
      while ((await loop.step()) === 0)
      if (left > 0) world.clock.forward(1000)
    }
    while ((await tellAlerts(ctx)) > 0);
  }

  async function receiptsOf(subject: string) {
    const [alert] = (await listAlerts(ctx, { which: 'open', limit: 100 })).rows.filter(
      (one) => (one.params as { channel: string }).channel === subject,
    )
    const receipts = await listReceipts(ctx, { id: alert?.id ?? '' })
    return {
      id: alert?.id ?? '',
      states: receipts.map((one) => `${one.channel} ${one.person ?? '-'} ${one.state}`).sort(),
    }
  }

  it('reach those concerned over every channel, each in its own form; growing tells nobody again', async () => {
    await wecom('企业微信')
    await saveMessageChannel(ctx, {
      kind: 'wecom_robot',
      name: '群',
      fields: { key: 'k-12345' },
      endpoints: { gateway },
    })
    await saveMessageChannel(ctx, {
      ...{ kind: 'dingtalk', name: '钉钉', endpoints: { gateway, api: gateway } },
      fields: { appKey: 'k', appSecret: 's', agentId: '9', robotCode: 'r' },
    })
    const robot = { accessToken: 'r-12345', secret: ROBOT_SECRET }
    await saveMessageChannel(ctx, { kind: 'dingtalk_robot', name: '钉群', fields: robot, endpoints: { gateway } })
    await raise('淘宝')
    await raise('淘宝')
    await settle()
    const [app] = messengers.to('/cgi-bin/message/send')
    const card = wecomContent(readWecomBody(app?.request as GatewayRequest) ?? {})
    expect(card.title).toBe('渠道异常')
    expect(card.text).toMatch(/^#\d+ 淘宝：连接断开超过 5 分钟$/)
    expect(JSON.parse(app?.text ?? '').touser).toBe('zhang')
    expect(JSON.parse(messengers.to('/v1.0/robot/ding/send')[0]?.text ?? '').receiverUserIdList).toEqual(['ding-zhang'])
    expect(messengers.to('/cgi-bin/webhook/send')).toHaveLength(1)
    expect(messengers.to('/robot/send')).toHaveLength(1)
    await raise('淘宝')
    await settle()
    expect(messengers.heard).toHaveLength(4)
    const { id, states } = await receiptsOf('淘宝')
    expect(states).toEqual([
      'app 运营 sent',
      'dingtalk 运营 sent',
      'dingtalk_robot - sent',
      'wecom 运营 sent',
      'wecom_robot - sent',
    ])
    const person = actingAs(ctx, { kind: 'person', id: ops, name: '运营' }, null)
    await markSeen(person, { ids: [id] })
    expect((await receiptsOf('淘宝')).states).toContain('wecom 运营 seen')
    await acknowledgeAlert(person, { id })
    expect((await receiptsOf('淘宝')).states).toContain('wecom 运营 acknowledged')
    expect((await receiptsOf('淘宝')).states).toContain('wecom_robot - sent')
    expect((await receiptsOf('淘宝')).states).toContain('app 运营 acknowledged')
  })

  it('become digests in a flood: few messages, and every alert named in exactly one of them per person', async () => {
    await wecom('洪水')
    const robot = { kind: 'wecom_robot', name: '洪水群', fields: { key: 'k-12345' }, endpoints: { gateway } } as const
    await saveMessageChannel(ctx, robot)
    await Promise.all(Array.from({ length: 100 }, (_, at) => raise(`渠道${at}`)))
    await settle(1)
    const ids = (await listAlerts(ctx, { which: 'open', limit: 100 })).rows.map((row) => `#${row.id}`).sort()
    expect(ids).toHaveLength(100)
    for (const path of ['/cgi-bin/message/send', '/cgi-bin/webhook/send']) {
      const messages = messengers.to(path)
      expect(messages.length).toBeLessThanOrEqual(5)
      expect(messages.flatMap((one) => one.text.match(/#\d+/g) ?? []).sort()).toEqual(ids)
    }
    const states = await ctx.sql<{ state: string; count: number }[]>`
      SELECT state, count(*)::int AS count FROM alert_receipts r JOIN alerts a ON a.id = r.alert_id
      WHERE a.closed_at IS NULL GROUP BY state`
    expect(states).toEqual([{ state: 'sent', count: 100 * 3 }])
  })

  it('lose nothing when a worker dies between taking up and settling', async () => {
    await wecom('中断')
    await raise('途中')
    await tellAlerts(ctx)
    const taken = await claimDeliveries(ctx, { limitsOf: () => ({ atOnce: 1, perMinute: 16 }), room: () => 1 })
    expect(taken.deliveries).toHaveLength(1)
    await settle()
    expect(messengers.to('/cgi-bin/message/send')).toHaveLength(0)
    world.clock.forward(91_000)
    await settle()
    expect(messengers.to('/cgi-bin/message/send')).toHaveLength(1)
    expect((await receiptsOf('途中')).states).toEqual(['app 运营 sent', 'wecom 运营 sent'])
  })

  it('are not signed wrongly; what was given up can be sent again, and then counts as sent', async () => {
    const save = (secret: string, id?: string) =>
      saveMessageChannel(ctx, {
        ...({ id, kind: 'dingtalk_robot', name: '签名' } as const),
        fields: { accessToken: 'r-12345', secret },
        endpoints: { gateway },
      })
    const { id } = await save('SEC-of-another')
    await raise('签')
    await settle()
    expect((await receiptsOf('签')).states).toEqual(['app 运营 sent', 'dingtalk_robot - failed'])
    const [channel] = (await listMessageChannels(ctx)).filter((one) => one.id === id)
    expect(channel).toMatchObject({ lastError: { code: '310000' }, fieldsSet: ['accessToken', 'secret'] })
    await save(ROBOT_SECRET, id)
    const [dead] = (await listDeliveries(ctx, { state: ['dead'], kind: ['dingtalk.robot'], limit: 1 })).rows
    await replayDeliveries(ctx, { ids: [dead?.id ?? ''] })
    await settle(1)
    expect((await receiptsOf('签')).states).toEqual(['app 运营 sent', 'dingtalk_robot - sent'])
    expect((await listMessageChannels(ctx)).find((one) => one.id === id)?.lastError).toBeNull()
  })

  it('of DingTalk are asked after: delivered, read, or held back as the same again', async () => {
    await saveMessageChannel(ctx, {
      ...{ kind: 'dingtalk', name: '追问', endpoints: { gateway, api: gateway } },
      fields: { appKey: 'k', appSecret: 's', agentId: '9' },
    })
    let known: Record<string, string[]> = {}
    messengers.answer = (path) => (path.endsWith('/getsendresult') ? dingtalkSuccess({ send_result: known }) : null)
    await raise('送')
    await settle(1)
    expect((await receiptsOf('送')).states).toContain('dingtalk 运营 sent')
    known = { unread_user_id_list: ['ding-zhang'] }
    world.clock.forward(10 * 60_000)
    await settle()
    expect((await receiptsOf('送')).states).toContain('dingtalk 运营 delivered')
    known = { read_user_id_list: ['ding-zhang'] }
    await raise('读')
    await settle(1)
    expect((await receiptsOf('读')).states).toContain('dingtalk 运营 seen')
    known = { forbidden_user_id_list: ['ding-zhang'] }
    await raise('扣')
    await settle(1)
    expect((await receiptsOf('扣')).states).toContain('dingtalk 运营 failed')
  })

  it('are heard by those the channel names, and by nobody where it names nobody', async () => {
    const { id } = await wecom('听众')
    await saveAudience(ctx, { id, kind: 'channel_broken', roles: ['warehouse'] })
    await raise('换人')
    await settle()
    expect((await receiptsOf('换人')).states).toEqual(['app 运营 sent', 'wecom 仓管 sent'])
    await saveAudience(ctx, { id, kind: 'channel_broken', roles: [] })
    await raise('无人')
    await settle()
    expect((await receiptsOf('无人')).states).toEqual(['app 运营 sent'])
  })

  it('keep below the published rates when every alert comes alone', async () => {
    await wecom('细水')
    await saveMessageChannel(ctx, {
      kind: 'wecom_robot',
      name: '细水群',
      fields: { key: 'k-12345' },
      endpoints: { gateway },
    })
    const sent: { path: string; at: number }[] = []
    messengers.answer = (path) => {
      sent.push({ path, at: world.clock.at.getTime() })
      return wecomSuccess({ msgid: 'm' })
    }
    for (let second = 0; second < 100; second += 1) {
      await raise(`滴${second}`)
      await settle(0)
      world.clock.forward(1000)
    }
    await settle(1)
    const busiest = (path: string) => {
      const times = sent.filter((one) => one.path === path).map((one) => one.at)
      return Math.max(...times.map((at) => times.filter((other) => other >= at && other < at + 60_000).length))
    }
    expect(busiest('/cgi-bin/webhook/send')).toBeLessThanOrEqual(20)
    expect(busiest('/cgi-bin/message/send')).toBeLessThanOrEqual(30)
    expect((await receiptsOf('滴99')).states).toEqual(['app 运营 sent', 'wecom 运营 sent', 'wecom_robot - sent'])
  })

  it('go out once however many workers tell at once', async () => {
    await wecom('争抢')
    await Promise.all(Array.from({ length: 12 }, (_, at) => raise(`争${at}`)))
    await Promise.all(Array.from({ length: 6 }, () => tellAlerts(ctx)))
    await settle(1)
    const numbers = messengers
      .to('/cgi-bin/message/send')
      .flatMap((one) => [...one.text.matchAll(/争(\d+)：/g)].map((found) => found[1]))
    expect(numbers.sort()).toEqual(Array.from({ length: 12 }, (_, at) => String(at)).sort())
  })

  it('fetch a new token once when the old one is refused, and say who could not be reached', async () => {
    const { id } = await wecom('令牌')
    await raise('一')
    await settle()
    messengers.token = 'token-2'
    const fetched = messengers.fetched
    await raise('二')
    await settle(1)
    expect(messengers.to('/cgi-bin/message/send')).toHaveLength(2)
    expect(messengers.fetched).toBe(fetched + 1)
    messengers.answer = () => wecomSuccess({ invaliduser: 'zhang', msgid: 'm' })
    await raise('三')
    await settle(1)
    expect((await receiptsOf('三')).states).toEqual(['app 运营 sent', 'wecom 运营 failed'])
    messengers.answer = () => wecomFailure(WECOM_FAULTS.recipientsInvalid)
    const { deliveryId } = await testMessageChannel(ctx, { id, target: 'nobody' })
    await settle(1)
    expect(await readDelivery(ctx, { id: deliveryId })).toMatchObject({ state: 'dead', code: '81013' })
    const kept = await listDeliveries(ctx, { kind: ['wecom.message'], limit: 50 })
    for (const row of kept.rows) {
      const { attempts } = await readDelivery(ctx, row)
      expect(JSON.stringify(attempts)).not.toContain('token-')
    }
  })

  it('wait while the messenger is away, and then come as one', async () => {
    await wecom('断线')
    messengers.answer = () => ({ status: 503, contentType: 'text/plain', body: 'away' })
    for (const subject of ['甲', '乙', '丙']) {
      await raise(subject)
      await settle()
    }
    messengers.answer = () => null
    await settle(2)
    expect(messengers.to('/cgi-bin/message/send').map((one) => JSON.parse(one.text).msgtype)).toEqual([
      'textcard',
      'textcard',
    ])
    expect(messengers.to('/cgi-bin/message/send')[1]?.text).toContain('2 条告警')
    expect((await receiptsOf('丙')).states).toEqual(['app 运营 sent', 'wecom 运营 sent'])
  })

  it('arrive by e-mail as an independent server and parser read them', async () => {
    const mails: ParsedMail[] = []
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith('gone') ? done(Object.assign(new Error('no such box'), { responseCode: 550 })) : done(),
      onData: (stream, _session, done) => {
        void simpleParser(stream).then((mail) => {
          mails.push(mail)
          done()
        })
      },
    })
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
    const { port } = smtp.server.address() as AddressInfo
    const fields = { host: '127.0.0.1', port: String(port), from: '接力 <baton@example.cn>' }
    const { id } = await saveMessageChannel(ctx, { kind: 'email', name: '邮件', fields, endpoints: {} })
    await raise('拼多多')
    await settle()
    expect(mails[0]).toMatchObject({ subject: '渠道异常', to: { text: 'zhang@example.cn' } })
    expect(mails[0]?.text).toContain('拼多多：连接断开超过 5 分钟')
    expect(mails[0]?.text).toContain('http://localhost:3000/admin/channels/')
    const { deliveryId } = await testMessageChannel(ctx, { id, target: 'gone@example.cn' })
    await settle(1)
    expect(await readDelivery(ctx, { id: deliveryId })).toMatchObject({ state: 'dead', code: 'mail_refused' })
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
  })

  it('end with what they were about: closed before they went, or their channel switched off', async () => {
    const { id } = await wecom('关闭')
    messengers.answer = () => ({ status: 503, contentType: 'text/plain', body: 'away' })
    await raise('先')
    await settle()
    await raise('后')
    await raise('末')
    await tellAlerts(ctx)
    await ctx.sql`UPDATE alerts SET closed_at = now() WHERE subject = '后'`
    await enableMessageChannel(ctx, { id, enabled: false })
    await settle(3)
    const states = await ctx.sql`
      SELECT a.subject, r.state, r.code FROM alert_receipts r JOIN alerts a ON a.id = r.alert_id
      WHERE a.subject IN ('先', '后', '末') AND r.channel_id IS NOT NULL ORDER BY r.id`
    expect(states).toEqual([
      { subject: '先', state: 'failed', code: 'channel_off' },
      { subject: '后', state: 'needless', code: null },
      { subject: '末', state: 'failed', code: 'channel_off' },
    ])
  })
})
