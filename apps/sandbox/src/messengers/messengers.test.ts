import type { Answer, MessengerCall } from '@baton/platforms'
import { dingtalkNotice, dingtalkNoticeResult, dingtalkRobotSend, dingtalkToken } from '@baton/platforms/dingtalk'
import { type WecomMessage, wecomRobotSend, wecomSend, wecomToken } from '@baton/platforms/wecom'
import { beforeEach, describe, expect, test } from 'vitest'
import { createWorld } from '../world.ts'
import { Messengers } from './messengers.ts'

const world = createWorld(7, 3010)
const channelOf = (kind: string) => {
  const { fields = {}, endpoints = {} } = world.messageChannels.find((one) => one.kind === kind) ?? {}
  return { fields, gateway: endpoints.gateway ?? '' }
}

describe('the messengers', () => {
  let now = Date.parse('2026-03-02T12:00:00+08:00')
  let messengers: Messengers
  beforeEach(() => {
    messengers = new Messengers(world, () => now)
  })

  function ask<I, O>(call: MessengerCall<I, O>, input: I): Answer<O> {
    const request = call.request(input, new Date(now))
    const url = new URL(request.url)
    const messenger = messengers.all.find(({ prefix }) => url.pathname.startsWith(`${prefix}/`))
    if (!messenger) throw new Error(`Asked elsewhere: ${url.pathname}.`)
    const answer = messenger.handle({
      method: request.method,
      path: url.pathname.slice(messenger.prefix.length),
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: Buffer.from(request.body ?? ''),
    })
    return call.answer({ status: answer.status, body: Buffer.from(answer.body) })
  }
  const value = <T>(answer: Answer<T>): T => {
    if (!answer.ok) throw new Error(answer.fault.code)
    return answer.value
  }
  const fatesOf = (to: string) =>
    messengers.inbox
      .list(100)
      .filter((one) => one.to === to)
      .map((one) => one.fate)

  function sendWecom(userIds: readonly string[], content: string) {
    return sendWecomAs(userIds, { kind: 'text', content })
  }

  function sendWecomAs(userIds: readonly string[], message: WecomMessage) {
    const { fields, gateway } = channelOf('wecom')
    const { corpId = '', secret = '', agentId = '' } = fields
    const { accessToken } = value(ask(wecomToken, { gateway, corpId, secret }))
    return () => ask(wecomSend, { gateway, accessToken, agentId, userIds, message })
  }

  test('WeCom names members it does not know, and refuses when it knows none', () => {
    expect(value(sendWecom(['ops', 'nobody'], 'a')()).missed).toEqual(['nobody'])
    expect(sendWecom(['nobody'], 'b')()).toMatchObject({ fault: { code: '81013' } })
  })

  test('WeCom shows a card that opens something, and refuses one that does not', () => {
    const card = { kind: 'notice_card', source: '接力', title: '渠道异常', text: '淘宝', jump: '查看' } as const
    expect(sendWecomAs(['ops'], { ...card, url: '' })()).toMatchObject({ fault: { code: '40058', action: 'never' } })
    expect(sendWecomAs(['ops'], { ...card, url: 'https://baton.example.cn/admin/alerts/' })().ok).toBe(true)
    expect(messengers.inbox.list(10)).toMatchObject([{ form: 'card', to: 'ops', title: '渠道异常', text: '淘宝' }])
  })

  test('WeCom drops a member’s 31st message of a minute silently, and the same one within half an hour', () => {
    for (let at = 0; at < 31; at += 1) expect(sendWecom(['ops'], `message ${at}`)().ok).toBe(true)
    expect(fatesOf('ops').filter((fate) => fate === 'arrived')).toHaveLength(30)
    expect(fatesOf('ops')[0]).toBe('dropped')
    now += 120_000
    expect(sendWecom(['ops'], 'message 0')().ok).toBe(true)
    expect(fatesOf('ops')[0]).toBe('duplicate')
  })

  test('an ended token is refused until a new one is fetched', () => {
    const again = sendWecom(['ops'], 'c')
    messengers.endTokens()
    expect(again()).toMatchObject({ fault: { code: '42001', action: 'token' } })
    expect(sendWecom(['ops'], 'c')().ok).toBe(true)
  })

  test('robots take twenty a minute; DingTalk’s is then silent for ten', () => {
    const wecom = { gateway: channelOf('wecom').gateway, key: channelOf('wecom_robot').fields.key ?? '' }
    const message = { kind: 'markdown', content: 'x' } as const
    for (let at = 0; at < 20; at += 1) expect(ask(wecomRobotSend, { ...wecom, message }).ok).toBe(true)
    expect(ask(wecomRobotSend, { ...wecom, message })).toMatchObject({ fault: { code: '45009', action: 'later' } })
    const { fields, gateway } = channelOf('dingtalk_robot')
    const { accessToken = '', secret = '' } = fields
    const robot = { gateway, accessToken, secret, title: 't', markdown: 'm' }
    for (let at = 0; at < 20; at += 1) expect(ask(dingtalkRobotSend, robot).ok).toBe(true)
    expect(ask(dingtalkRobotSend, robot)).toMatchObject({ fault: { code: '130101' } })
    now += 9 * 60_000
    expect(ask(dingtalkRobotSend, robot)).toMatchObject({ fault: { code: '130101' } })
    now += 61_000
    expect(ask(dingtalkRobotSend, robot).ok).toBe(true)
    expect(ask(dingtalkRobotSend, { ...robot, secret: 'SECwrong' })).toMatchObject({ fault: { code: '310000' } })
  })

  test('DingTalk brings the same work notification to a person once a day', () => {
    const { fields, gateway } = channelOf('dingtalk')
    const { appKey = '', appSecret = '', agentId = '' } = fields
    const { accessToken } = value(ask(dingtalkToken, { gateway, appKey, appSecret }))
    const card = { title: 't', markdown: 'm', button: 'b', url: 'https://baton.example.cn/' }
    const send = () => ask(dingtalkNotice, { gateway, accessToken, agentId, userIds: ['ops', 'nobody'], card })
    const first = value(send())
    const second = value(send())
    const result = (taskId: string) => value(ask(dingtalkNoticeResult, { gateway, accessToken, agentId, taskId }))
    expect(first.missed).toEqual(['nobody'])
    expect(result(first.taskId)).toEqual({ missed: ['nobody'], withheld: [], read: [], unread: ['ops'] })
    expect(result(second.taskId)).toMatchObject({ withheld: ['ops'], unread: [] })
    expect(fatesOf('ops')).toEqual(['duplicate', 'arrived'])
  })
})
