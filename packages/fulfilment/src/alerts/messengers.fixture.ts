import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { GatewayRequest, HttpAnswer } from '@baton/platforms'
import {
  DINGTALK_FAULTS,
  dingtalkApiAnswer,
  dingtalkFailure,
  dingtalkSuccess,
  isDingtalkRobotSigned,
} from '@baton/platforms/dingtalk'
import { WECOM_FAULTS, wecomFailure, wecomSuccess } from '@baton/platforms/wecom'

export const ROBOT_SECRET = 'SEC0123456789'

/** What the messengers of this test heard, and how they answer. */
export class Messengers {
  readonly heard: { readonly path: string; readonly text: string; readonly request: GatewayRequest }[] = []
  token = 'token-1'
  fetched = 0
  answer: (path: string) => HttpAnswer | null = () => null
  private readonly now: () => Date

  constructor(now: () => Date) {
    this.now = now
  }

  take(request: GatewayRequest): HttpAnswer {
    const { path, query } = request
    if (path === '/cgi-bin/gettoken' || path === '/gettoken') {
      this.fetched += 1
      return wecomSuccess({ access_token: this.token, expires_in: 7200 })
    }
    if (path === '/v1.0/oauth2/accessToken') return dingtalkApiAnswer({ accessToken: this.token, expireIn: 7200 })
    if (query.access_token && path !== '/robot/send' && query.access_token !== this.token)
      return wecomFailure(WECOM_FAULTS.tokenExpired)
    const told = this.answer(path)
    if (told) return told
    if (path === '/robot/send' && !isDingtalkRobotSigned(request, ROBOT_SECRET, this.now()))
      return dingtalkFailure(DINGTALK_FAULTS.signWrong)
    this.heard.push({ path, text: Buffer.from(request.body).toString(), request })
    return path.startsWith('/v1.0/')
      ? dingtalkApiAnswer({ openDingId: 'd' })
      : dingtalkSuccess({ msgid: 'm', task_id: 1 })
  }

  to(path: string) {
    return this.heard.filter((one) => one.path === path)
  }
}

export async function listen(messengers: Messengers): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request: IncomingMessage, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const url = new URL(request.url ?? '/', 'http://messenger')
    const answer = messengers.take({
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: {},
      body: Buffer.concat(parts),
    })
    response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
