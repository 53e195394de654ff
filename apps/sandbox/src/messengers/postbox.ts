import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerAddress } from 'smtp-server'
import type { Messengers } from './messengers.ts'

const LONGEST_MAIL = 1_000_000

export interface Postbox {
  readonly port: number
  close(): Promise<void>
}

/** The merchant's mail server on a port of this machine: it knows its own mailboxes, and passes on what goes elsewhere. */
export async function openPostbox(messengers: Messengers, port: number): Promise<Postbox> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LONGEST_MAIL,
    onRcptTo: ({ address }, _session, done) => {
      done(
        messengers.takesMail(address) ? null : Object.assign(new Error('5.1.1 no such mailbox'), { responseCode: 550 }),
      )
    },
    onData: (stream, { envelope }, done) => {
      simpleParser(stream)
        .then(({ subject = '', text = '' }) => {
          if (stream.sizeExceeded) throw Object.assign(new Error('5.3.4 too large'), { responseCode: 552 })
          take(messengers, envelope.rcptTo, { title: subject, text })
          done()
        })
        .catch(done)
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  // A sender that hangs up in the middle is no reason to stop.
  server.on('error', () => {})
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function take(
  { inbox }: Messengers,
  to: readonly SMTPServerAddress[],
  { title, text }: { readonly title: string; readonly text: string },
): void {
  for (const { address } of to)
    inbox.take({
      messenger: 'email',
      form: 'mail',
      to: address.toLowerCase(),
      title,
      text: text.trim(),
      fate: 'arrived',
    })
}
