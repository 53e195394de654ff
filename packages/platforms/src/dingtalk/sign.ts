import { createHmac } from 'node:crypto'

/**
 * Signature of a robot's call: base64 of HMAC-SHA256 over `timestamp\nsecret` keyed by the secret; `timestamp` in Unix
 * milliseconds. Goes into the address percent-encoded; valid for an hour. Source: open.dingtalk.com, custom robot.
 */
export function signDingtalkRobot(secret: string, timestamp: number): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
}
