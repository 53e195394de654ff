import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { SendPush } from './ladders.ts'

/** Platforms wait five seconds for an answer (documented for WeChat and Douyin). */
const TIMEOUT_MS = 5000
const LONGEST_ANSWER = 10_000

/** A sender over kept-alive connections; `close` ends them. */
export function createSendPush(): { send: SendPush; close(): void } {
  const http = new HttpAgent({ keepAlive: true, maxSockets: 32 })
  const https = new HttpsAgent({ keepAlive: true, maxSockets: 32 })
  const send: SendPush = (url, push) => {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
    const target = new URL(url)
    for (const [key, value] of Object.entries(push.query)) target.searchParams.set(key, value)
    const secure = target.protocol === 'https:'
    const headers = { ...push.headers, 'content-length': String(push.body.length) }
    const options = { method: push.method, headers, timeout: TIMEOUT_MS, agent: secure ? https : http }
    const request = (secure ? httpsRequest : httpRequest)(target, options, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        if (body.length < LONGEST_ANSWER) body += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
      response.on('error', reject)
    })
    request.on('timeout', () => request.destroy(new Error('no answer within five seconds')))
    request.on('error', reject)
    request.end(push.body)
    return promise
  }
  return {
    send,
    close() {
      http.destroy()
      https.destroy()
    },
  }
}
