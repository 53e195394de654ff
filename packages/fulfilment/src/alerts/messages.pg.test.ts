import type { AddressInfo } from 'node:net'
import type { GatewayRequest } from '@baton/platforms'
import { dingtalkSuccess } from '@baton/platforms/dingtalk'
import { readWecomBody, WECOM_FAULTS, wecomContent, wecomFailure, wecomSuccess } from '@baton/platforms/wecom'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listDeliveries, readDelivery, replayDeliveries } from '../deliveries/index.ts'
import { actingAs, type Context } from '../runtime/index.ts'
import {
  acknowledgeAlert,
  enableMessageChannel,
  listMessageChannels,
  listReceipts,
  markSeen,
  saveAudience,
  saveMessageChannel,
  tellAlerts,
  testMessageChannel,
} from './index.ts'
import { MessageWorld } from './message-world.fixture.ts'
import { type Messengers, ROBOT_SECRET } from './messengers.fixture.ts'

describe('messages to people', () => {
  let world: MessageWorld
  let ctx: Context
  let messengers: Messengers
  let gateway = ''
  beforeAll(async () => {
    world = await MessageWorld.open()
    ;({ ctx, messengers, gateway } = world)
  })
  afterEach(() => world.clear())
  afterAll(() => world.close())

  it('reach those concerned over every channel, each in its own form; growing tells nobody again', async () => {
    await world.wecom('企业微信')
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
    await world.raise('淘宝')
    await world.raise('淘宝')
    await world.settle()
    const [app] = messengers.to('/cgi-bin/message/send')
    const card = wecomContent(readWecomBody(app?.request as GatewayRequest) ?? {})
    expect(card).toMatchObject({ type: 'template_card', title: '渠道异常' })
    expect(card.text).toMatch(/^#\d+ 淘宝：连接断开超过 5 分钟$/)
    expect(JSON.parse(app?.text ?? '').touser).toBe('zhang')
    expect(JSON.parse(messengers.to('/v1.0/robot/ding/send')[0]?.text ?? '').receiverUserIdList).toEqual(['ding-zhang'])
    expect(messengers.to('/cgi-bin/webhook/send')).toHaveLength(1)
    expect(messengers.to('/robot/send')).toHaveLength(1)
    await world.raise('淘宝')
    await world.settle()
    expect(messengers.heard).toHaveLength(4)
    const { id, states } = await world.receiptsOf('淘宝')
    expect(states).toEqual([
      'app 运营 sent',
      'dingtalk 运营 sent',
      'dingtalk_robot - sent',
      'wecom 运营 sent',
      'wecom_robot - sent',
    ])
    const person = actingAs(ctx, { kind: 'person', id: world.ops, name: '运营' }, null)
    await markSeen(person, { ids: [id] })
    expect((await world.receiptsOf('淘宝')).states).toContain('wecom 运营 seen')
    await acknowledgeAlert(person, { id })
    expect((await world.receiptsOf('淘宝')).states).toContain('wecom 运营 acknowledged')
    expect((await world.receiptsOf('淘宝')).states).toContain('wecom_robot - sent')
    expect((await world.receiptsOf('淘宝')).states).toContain('app 运营 acknowledged')
    const callOf = async () =>
      (await listReceipts(ctx, { id })).find((one) => one.channel === 'wecom_robot')?.deliveryId
    expect(await callOf()).toEqual(expect.any(String))
    await ctx.sql`DELETE FROM deliveries WHERE kind = 'wecom.robot'`
    expect(await callOf()).toBeNull()
    expect((await world.receiptsOf('淘宝')).states).toContain('wecom_robot - sent')
  })

  it('are not signed wrongly; what was given up can be sent again, and then counts as sent', async () => {
    const save = (secret: string, id?: string) =>
      saveMessageChannel(ctx, {
        ...({ id, kind: 'dingtalk_robot', name: '签名' } as const),
        fields: { accessToken: 'r-12345', secret },
        endpoints: { gateway },
      })
    const { id } = await save('SEC-of-another')
    await world.raise('签')
    await world.settle()
    expect((await world.receiptsOf('签')).states).toEqual(['app 运营 sent', 'dingtalk_robot - failed'])
    const [channel] = (await listMessageChannels(ctx)).filter((one) => one.id === id)
    expect(channel).toMatchObject({ lastError: { code: '310000' }, fieldsSet: ['accessToken', 'secret'] })
    await save(ROBOT_SECRET, id)
    const [dead] = (await listDeliveries(ctx, { state: ['dead'], kind: ['dingtalk.robot'], limit: 1 })).rows
    await replayDeliveries(ctx, { ids: [dead?.id ?? ''] })
    await world.settle(1)
    expect((await world.receiptsOf('签')).states).toEqual(['app 运营 sent', 'dingtalk_robot - sent'])
    expect((await listMessageChannels(ctx)).find((one) => one.id === id)?.lastError).toBeNull()
  })

  it('of DingTalk are asked after: delivered, read, or held back as the same again', async () => {
    await saveMessageChannel(ctx, {
      ...{ kind: 'dingtalk', name: '追问', endpoints: { gateway, api: gateway } },
      fields: { appKey: 'k', appSecret: 's', agentId: '9' },
    })
    let known: Record<string, string[]> = {}
    messengers.answer = (path) => (path.endsWith('/getsendresult') ? dingtalkSuccess({ send_result: known }) : null)
    await world.raise('送')
    await world.settle(1)
    expect((await world.receiptsOf('送')).states).toContain('dingtalk 运营 sent')
    known = { unread_user_id_list: ['ding-zhang'] }
    world.clock.forward(10 * 60_000)
    await world.settle()
    expect((await world.receiptsOf('送')).states).toContain('dingtalk 运营 delivered')
    known = { read_user_id_list: ['ding-zhang'] }
    await world.raise('读')
    await world.settle(1)
    expect((await world.receiptsOf('读')).states).toContain('dingtalk 运营 seen')
    known = { forbidden_user_id_list: ['ding-zhang'] }
    await world.raise('扣')
    await world.settle(1)
    expect((await world.receiptsOf('扣')).states).toContain('dingtalk 运营 failed')
  })

  it('are heard by those the channel names, and by nobody where it names nobody', async () => {
    const { id } = await world.wecom('听众')
    await saveAudience(ctx, { id, kind: 'channel_broken', roles: ['warehouse'] })
    await world.raise('换人')
    await world.settle()
    expect((await world.receiptsOf('换人')).states).toEqual(['app 运营 sent', 'wecom 仓管 sent'])
    await saveAudience(ctx, { id, kind: 'channel_broken', roles: [] })
    await world.raise('无人')
    await world.settle()
    expect((await world.receiptsOf('无人')).states).toEqual(['app 运营 sent'])
  })

  it('are saved by one after the other: who saw it as it was before is refused, and changes nothing', async () => {
    const { id } = await world.wecom('两人')
    const channel = async () => (await listMessageChannels(ctx)).find((one) => one.id === id)
    const seenAt = (await channel())?.savedAt
    const change = { id, kind: 'wecom', fields: {}, endpoints: { gateway }, seenAt } as const
    world.clock.forward(1000)
    await saveMessageChannel(ctx, { ...change, name: '第一' })
    await expect(saveMessageChannel(ctx, { ...change, name: '第二' })).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
    })
    expect((await channel())?.name).toBe('第一')
    const heard = { id, kind: 'channel_broken' } as const
    await saveAudience(ctx, { ...heard, roles: [], seen: null })
    await expect(saveAudience(ctx, { ...heard, roles: ['ops'], seen: null })).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
    })
    await saveAudience(ctx, { ...heard, roles: ['ops'], seen: [] })
    await expect(saveAudience(ctx, { ...heard, roles: null, seen: [] })).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
    })
    await saveAudience(ctx, { ...heard, roles: null, seen: ['ops'] })
    expect((await channel())?.audiences).toEqual([])
  })

  it('are tested in the language of whoever asks', async () => {
    const { id } = await world.wecom('语言')
    for (const locale of ['en', 'zh'] as const) {
      await testMessageChannel(ctx, { id, target: 'zhang', locale })
      await world.settle(1)
    }
    const titles = messengers
      .to('/cgi-bin/message/send')
      .map(({ request }) => wecomContent(readWecomBody(request as GatewayRequest) ?? {}).title)
    expect(titles).toEqual(['Baton test message', '接力测试消息'])
  })

  it('fetch a new token once when the old one is refused, and say who could not be reached', async () => {
    const { id } = await world.wecom('令牌')
    await world.raise('一')
    await world.settle()
    messengers.token = 'token-2'
    const fetched = messengers.fetched
    await world.raise('二')
    await world.settle(1)
    expect(messengers.to('/cgi-bin/message/send')).toHaveLength(2)
    expect(messengers.fetched).toBe(fetched + 1)
    messengers.answer = () => wecomSuccess({ invaliduser: 'zhang', msgid: 'm' })
    await world.raise('三')
    await world.settle(1)
    expect((await world.receiptsOf('三')).states).toEqual(['app 运营 sent', 'wecom 运营 failed'])
    messengers.answer = () => wecomFailure(WECOM_FAULTS.recipientsInvalid)
    const { deliveryId } = await testMessageChannel(ctx, { id, target: 'nobody', locale: 'zh' })
    await world.settle(1)
    expect(await readDelivery(ctx, { id: deliveryId })).toMatchObject({ state: 'dead', code: '81013' })
    const kept = await listDeliveries(ctx, { kind: ['wecom.message'], limit: 50 })
    for (const row of kept.rows) {
      const { attempts } = await readDelivery(ctx, row)
      expect(JSON.stringify(attempts)).not.toContain('token-')
    }
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
    await world.raise('拼多多')
    await world.settle()
    expect(mails[0]).toMatchObject({ subject: '渠道异常', to: { text: 'zhang@example.cn' } })
    expect(mails[0]?.text).toContain('拼多多：连接断开超过 5 分钟')
    expect(mails[0]?.text).toContain('http://localhost:3000/admin/channels/')
    const { deliveryId } = await testMessageChannel(ctx, { id, target: 'gone@example.cn', locale: 'zh' })
    await world.settle(1)
    expect(await readDelivery(ctx, { id: deliveryId })).toMatchObject({ state: 'dead', code: 'mail_refused' })
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
  })

  it('end with what they were about: closed before they went, or their channel switched off', async () => {
    const { id } = await world.wecom('关闭')
    messengers.answer = () => ({ status: 503, contentType: 'text/plain', body: 'away' })
    await world.raise('先')
    await world.settle()
    await world.raise('后')
    await world.raise('末')
    await tellAlerts(ctx)
    await ctx.sql`UPDATE alerts SET closed_at = now() WHERE subject = '后'`
    await enableMessageChannel(ctx, { id, enabled: false })
    await world.settle(3)
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
