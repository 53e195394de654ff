import type { Answer, HttpAnswer, PlatformReply, PlatformRequest } from './driver.ts'
import type { GatewayRequest } from './gateway.ts'

/** What arrives at a gateway when our side sends this request. */
export function asReceived(request: PlatformRequest): GatewayRequest {
  const url = new URL(request.url)
  return {
    method: request.method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: Buffer.from(request.body ?? ''),
  }
}

export function asReply(answer: HttpAnswer): PlatformReply {
  return { status: answer.status, body: Buffer.from(answer.body) }
}

/** The value of a successful answer; fails the test with the fault otherwise. */
export function succeeded<T>(answer: Answer<T> | undefined): T {
  if (answer === undefined) throw new Error('The driver has no such call.')
  if (!answer.ok) throw new Error(`${answer.fault.code}: ${answer.fault.message}`)
  return answer.value
}
