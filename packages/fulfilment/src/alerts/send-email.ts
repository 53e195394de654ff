import type { CredentialField } from '@baton/platforms'
import { createTransport } from 'nodemailer'
import type { SendResult } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import { OutgoingFailure, resolveAllowed } from '../runtime/outgoing.ts'
import type { Messaging } from './send-wecom.ts'

export const EMAIL_FIELDS: readonly CredentialField[] = [
  { key: 'host', label: { zh: 'SMTP 服务器', en: 'SMTP server' }, secret: false, required: true, isAddress: true },
  {
    key: 'port',
    label: { zh: '端口（465 为 TLS）', en: 'Port (465: TLS)' },
    secret: false,
    required: true,
    isAddress: true,
  },
  { key: 'username', label: { zh: '用户名', en: 'User name' }, secret: false, required: false },
  { key: 'password', label: { zh: '密码或授权码', en: 'Password' }, secret: true, required: false },
  { key: 'from', label: { zh: '发件人', en: 'From' }, secret: false, required: true },
]

const TIMEOUT_MS = 20_000
const TLS_PORT = 465

/**
 * One e-mail over SMTP. A password never travels without TLS. The message id is the delivery's key, so that a repeat
 * after a lost answer is the same mail.
 */
export async function sendEmail(ctx: Context, { channel, message, to }: Messaging, key: string): Promise<SendResult> {
  const { host = '', username = '', password = '', from = '' } = channel.fields
  const port = Number(channel.fields.port)
  const text = [...message.lines, '', `${message.button} ${message.url}`].join('\n')
  const request = `SMTP ${host}:${port}\nTo: ${to}\nSubject: ${message.title}\n\n${text}`
  try {
    const transport = createTransport({
      host: await resolveAllowed(ctx, { host, port }),
      port,
      secure: port === TLS_PORT,
      requireTLS: username !== '' && port !== TLS_PORT,
      tls: { servername: host },
      ...(username === '' ? {} : { auth: { user: username, pass: password } }),
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    })
    const sent = await transport.sendMail({
      from,
      to,
      subject: message.title,
      text,
      messageId: `<${key.replaceAll(':', '.')}@baton.invalid>`,
    })
    return { result: 'done', code: 'sent', request, answer: sent.response }
  } catch (error) {
    return { ...meaningOf(error), request }
  }
}

/** 4xx passes, 5xx does not; both come with the server's own words. Source: RFC 5321, 4.2.1. */
function meaningOf(error: unknown): Pick<SendResult, 'result' | 'code' | 'answer'> {
  if (error instanceof OutgoingFailure)
    return { result: error.code === 'address_refused' ? 'never' : 'later', code: error.code, answer: '' }
  const {
    code = '',
    responseCode = 0,
    response = '',
  } = error as {
    code?: string
    responseCode?: number
    response?: string
  }
  if (code === 'EAUTH' && responseCode >= 500) return { result: 'never', code: 'mail_sign_in', answer: response }
  if (responseCode >= 500) return { result: 'never', code: 'mail_refused', answer: response }
  if (responseCode >= 400) return { result: 'later', code: `smtp_${responseCode}`, answer: response }
  if (code === 'ETIMEDOUT') return { result: 'later', code: 'timeout', answer: response }
  if (['ECONNECTION', 'ESOCKET', 'EDNS', 'ETLS'].includes(code))
    return { result: 'later', code: 'unreachable', answer: response }
  throw error
}
