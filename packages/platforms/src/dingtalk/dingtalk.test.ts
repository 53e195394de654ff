import { describe, expect, test } from 'vitest'
import { asReceived, asReply, succeeded } from '../gateway-request.fixture.ts'
import {
  DING_REMIND,
  DINGTALK_API,
  DINGTALK_FAULTS,
  DINGTALK_GATEWAY,
  dingtalkApiAnswer,
  dingtalkApiFailure,
  dingtalkApiToken,
  dingtalkDing,
  dingtalkFailure,
  dingtalkNotice,
  dingtalkNoticeResult,
  dingtalkRobotSend,
  dingtalkSuccess,
  isDingtalkRobotSigned,
  signDingtalkRobot,
} from './index.ts'

const NOW = new Date(1_700_000_000_000)
const SECRET = 'SEC0123456789abcdef'
const robot = { gateway: DINGTALK_GATEWAY, accessToken: 'r1', secret: SECRET, title: '告警', markdown: '# 告警' }

describe('a DingTalk robot', () => {
  test('signs as OpenSSL does', () => {
    expect(signDingtalkRobot(SECRET, NOW.getTime())).toBe('TSZbRFUuvaSQaRKUpF970OPCb2/LcQAP3wOvwZIzBZk=')
  })

  test('is believed with its own secret within the hour, and not otherwise', () => {
    const received = asReceived(dingtalkRobotSend.request(robot, NOW))
    expect(isDingtalkRobotSigned(received, SECRET, new Date(NOW.getTime() + 3_600_000))).toBe(true)
    expect(isDingtalkRobotSigned(received, SECRET, new Date(NOW.getTime() + 3_600_001))).toBe(false)
    expect(isDingtalkRobotSigned(received, `${SECRET}x`, NOW)).toBe(false)
    const forged = { ...received, query: { ...received.query, timestamp: String(NOW.getTime() + 1) } }
    expect(isDingtalkRobotSigned(forged, SECRET, NOW)).toBe(false)
  })

  test('waits ten minutes once it is silenced, and does not repeat a wrong signature', () => {
    expect(dingtalkRobotSend.answer(asReply(dingtalkFailure(DINGTALK_FAULTS.tooFast)))).toMatchObject({
      fault: { code: '130101', action: 'later', limited: true, retryAfterMs: 600_000 },
    })
    expect(dingtalkRobotSend.answer(asReply(dingtalkFailure(DINGTALK_FAULTS.signWrong)))).toMatchObject({
      fault: { code: '310000', action: 'never' },
    })
  })
})

test('a work notification names its people and its card', () => {
  const card = { title: 't', markdown: 'm', button: '去处理', url: 'https://baton.example.cn/' }
  const request = dingtalkNotice.request(
    { gateway: DINGTALK_GATEWAY, accessToken: 'a', agentId: '77', userIds: ['u1', 'u2'], card },
    NOW,
  )
  expect(asReceived(request).path).toBe('/topapi/message/corpconversation/asyncsend_v2')
  expect(JSON.parse(request.body ?? '')).toEqual({
    agent_id: 77,
    userid_list: 'u1,u2',
    to_all_user: false,
    msg: {
      msgtype: 'action_card',
      action_card: { title: 't', markdown: 'm', single_title: '去处理', single_url: card.url },
    },
  })
  expect(succeeded(dingtalkNotice.answer(asReply(dingtalkSuccess({ task_id: 256271667526 }))))).toEqual({
    taskId: '256271667526',
    missed: [],
  })
  const partly = dingtalkSuccess({ task_id: 1, invalid_userid_list: ['u2'] })
  expect(succeeded(dingtalkNotice.answer(asReply(partly))).missed).toEqual(['u2'])
  expect(dingtalkNotice.answer(asReply(dingtalkFailure(DINGTALK_FAULTS.tokenExpired)))).toMatchObject({
    fault: { action: 'token' },
  })
})

test('what became of a work notification is asked by its task', () => {
  const request = dingtalkNoticeResult.request(
    { gateway: DINGTALK_GATEWAY, accessToken: 'a', agentId: '77', taskId: '256271667526' },
    NOW,
  )
  expect(JSON.parse(request.body ?? '')).toEqual({ agent_id: 77, task_id: 256271667526 })
  const answer = dingtalkSuccess({
    send_result: { invalid_user_id_list: ['u1'], forbidden_user_id_list: ['u2'], unread_user_id_list: ['u3'] },
  })
  expect(succeeded(dingtalkNoticeResult.answer(asReply(answer)))).toEqual({
    missed: ['u1'],
    withheld: ['u2'],
    unread: ['u3'],
    read: [],
  })
})

test('DING goes to the newer API; whom it missed is told in either published form', () => {
  const request = dingtalkDing.request(
    {
      api: DINGTALK_API,
      accessToken: 'b',
      robotCode: 'ding1',
      userIds: ['u1'],
      content: '渠道异常',
      remind: DING_REMIND.inApp,
    },
    NOW,
  )
  expect(request.headers['x-acs-dingtalk-access-token']).toBe('b')
  expect(JSON.parse(request.body ?? '')).toEqual({
    robotCode: 'ding1',
    remindType: 1,
    receiverUserIdList: ['u1'],
    content: '渠道异常',
  })
  const read = (failedList: object) =>
    succeeded(dingtalkDing.answer(asReply(dingtalkApiAnswer({ openDingId: 'd1', failedList } as never)))).missed
  expect([read({ u1: 'not in org' }), read(['u1']), read({})]).toEqual([['u1'], ['u1'], []])
  const refused = asReply(dingtalkApiFailure(401, 'InvalidAuthentication', '不合法的access_token'))
  expect(dingtalkDing.answer(refused)).toMatchObject({ fault: { code: 'InvalidAuthentication', action: 'token' } })
  const busy = asReply(dingtalkApiFailure(403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', '请求过快'))
  expect(dingtalkDing.answer(busy)).toMatchObject({ fault: { action: 'later', limited: true } })
  const token = asReply(dingtalkApiAnswer({ accessToken: 'x', expireIn: 7200 }))
  expect(succeeded(dingtalkApiToken.answer(token))).toEqual({ accessToken: 'x', expiresInSeconds: 7200 })
})
