import { describe, expect, test } from 'vitest'
import { asReceived, asReply, succeeded } from '../gateway-request.fixture.ts'
import { type JsonObject, parseJson } from '../lossless-json.ts'
import {
  isWecomCardWhole,
  readWecomBody,
  WECOM_FAULTS,
  WECOM_GATEWAY,
  wecomBody,
  wecomContent,
  wecomFailure,
  wecomRobotSend,
  wecomSend,
  wecomSuccess,
  wecomToken,
} from './index.ts'

const NOW = new Date('2026-03-01T00:00:00Z')
const card = {
  kind: 'textcard',
  title: '渠道异常',
  description: '淘宝：连接断开超过 5 分钟',
  url: 'https://baton.example.cn/admin/channels/',
  button: '去处理',
} as const
const to = { gateway: WECOM_GATEWAY, accessToken: 't/1', agentId: '1000002', userIds: ['zhang', 'li'], message: card }
const sent = (content: object) => wecomSend.answer(asReply(wecomSuccess(content as never)))

describe('a WeCom application message', () => {
  test('is what the official page shows', () => {
    const request = wecomSend.request(to, NOW)
    expect(request.url).toBe('https://qyapi.weixin.qq.com/cgi-bin/message/send?access_token=t%2F1')
    expect(JSON.parse(request.body ?? '')).toEqual({
      touser: 'zhang|li',
      msgtype: 'textcard',
      agentid: 1000002,
      textcard: { title: card.title, description: card.description, url: card.url, btntxt: '去处理' },
      enable_duplicate_check: 1,
      duplicate_check_interval: 1800,
    })
  })

  test('counts those it missed although it succeeded', () => {
    expect(succeeded(sent({ invaliduser: 'li|wang', unlicenseduser: 'zhao', msgid: 'm1' }))).toEqual({
      messageId: 'm1',
      missed: ['li', 'wang', 'zhao'],
    })
    expect(succeeded(sent({ invaliduser: '', msgid: 'm2' })).missed).toEqual([])
  })

  test.each([
    ['recipientsInvalid', { action: 'never' }],
    ['tokenExpired', { action: 'token' }],
    ['tokenInvalid', { action: 'token' }],
    ['tooFast', { action: 'later', limited: true, retryAfterMs: 60_000 }],
  ] as const)('%s says what may be done', (name, fault) => {
    const answer = wecomSend.answer(asReply(wecomFailure(WECOM_FAULTS[name])))
    expect(answer).toMatchObject({ ok: false, fault: { code: String(WECOM_FAULTS[name].code), ...fault } })
  })

  test('stays within the published lengths, in bytes and whole characters', () => {
    const long = '超'.repeat(1000)
    const { textcard } = wecomBody({ ...card, title: long, description: long }) as {
      textcard: { title: string; description: string }
    }
    expect(Buffer.byteLength(textcard.title)).toBeLessThanOrEqual(128)
    expect(Buffer.byteLength(textcard.description)).toBeLessThanOrEqual(512)
    expect(textcard.title).toMatch(/^超{41}…$/)
    const { text } = wecomBody({ kind: 'text', content: long }) as { text: { content: string } }
    expect(Buffer.byteLength(text.content)).toBeLessThanOrEqual(2048)
  })

  test('that somebody has to take on stands out, and opens where it is taken on', () => {
    const notice = {
      kind: 'notice_card',
      source: '接力',
      title: card.title,
      text: card.description,
      url: card.url,
      jump: '去处理',
    } as const
    const body = wecomBody(notice)
    expect(body).toEqual({
      msgtype: 'template_card',
      template_card: {
        card_type: 'text_notice',
        source: { desc: '接力', desc_color: 2 },
        main_title: { title: card.title },
        sub_title_text: card.description,
        jump_list: [{ type: 1, url: card.url, title: '去处理' }],
        card_action: { type: 1, url: card.url },
      },
    })
    const written = parseJson(JSON.stringify(body)) as JsonObject
    expect(wecomContent(written)).toEqual({ type: 'template_card', title: card.title, text: card.description })
    expect(isWecomCardWhole(written)).toBe(true)
    const nowhere = parseJson(JSON.stringify(wecomBody({ ...notice, url: '' }))) as JsonObject
    expect(isWecomCardWhole(nowhere)).toBe(false)
  })

  test('with buttons carries its task id, and refuses one that WeCom would not take', () => {
    const buttons = {
      kind: 'button_card',
      title: '订单DB2026XK9F2N1L预计超时',
      description: '剩余30分钟',
      taskId: 'alert-1-l1',
      facts: [{ name: '仓库', value: '华东仓' }],
      buttons: [{ text: '我来处理', key: 'claim:1' }],
    } as const
    expect(wecomBody(buttons)).toEqual({
      msgtype: 'template_card',
      template_card: {
        card_type: 'button_interaction',
        main_title: { title: buttons.title, desc: '剩余30分钟' },
        horizontal_content_list: [{ keyname: '仓库', value: '华东仓' }],
        task_id: 'alert-1-l1',
        button_list: [{ text: '我来处理', style: 1, key: 'claim:1' }],
      },
    })
    expect(() => wecomBody({ ...buttons, taskId: 'alert 1' })).toThrow(RangeError)
  })
})

test('the token comes from the corp and the agent’s secret', () => {
  const request = wecomToken.request({ gateway: WECOM_GATEWAY, corpId: 'ww1', secret: 's&1' }, NOW)
  expect(asReceived(request)).toMatchObject({ method: 'GET', path: '/cgi-bin/gettoken' })
  expect(asReceived(request).query).toEqual({ corpid: 'ww1', corpsecret: 's&1' })
  const reply = asReply(wecomSuccess({ access_token: 'a', expires_in: 7200 }))
  expect(succeeded(wecomToken.answer(reply))).toEqual({ accessToken: 'a', expiresInSeconds: 7200 })
})

test('the other half reads what we write', () => {
  const message = { kind: 'markdown', content: '**接力**' } as const
  const received = asReceived(wecomRobotSend.request({ gateway: WECOM_GATEWAY, key: 'k-1', message }, NOW))
  expect(received.query).toEqual({ key: 'k-1' })
  expect(wecomContent(readWecomBody(received) ?? {})).toEqual({ type: 'markdown', title: '', text: '**接力**' })
  const app = readWecomBody(asReceived(wecomSend.request(to, NOW)))
  expect(wecomContent(app ?? {})).toEqual({ type: 'textcard', title: card.title, text: card.description })
  expect(wecomContent(parseJson('{}') as never)).toEqual({ type: '', title: '', text: '' })
})
