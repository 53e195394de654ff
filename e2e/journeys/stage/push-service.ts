import { createECDH, randomBytes } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PushSubscribeInput } from '@baton/contract'
import ece from 'http_ece'

interface Taken {
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Plays a browser vendor's push service, and the half of the browser that holds the keys and decrypts. */
export class PushService {
  readonly taken: Taken[] = []
  private readonly keys = createECDH('prime256v1')
  private readonly auth = randomBytes(16).toString('base64url')
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      this.taken.push({ headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(201).end()
    })
  })

  private constructor() {
    this.keys.generateKeys()
  }

  static async open(): Promise<PushService> {
    const service = new PushService()
    await new Promise<void>((resolve) => service.server.listen(0, '127.0.0.1', resolve))
    return service
  }

  /** What `PushManager.subscribe` would have made of this browser and this service. */
  get subscription(): PushSubscribeInput {
    const { port } = this.server.address() as AddressInfo
    const keys = { p256dh: this.keys.getPublicKey('base64url'), auth: this.auth }
    return { endpoint: `http://127.0.0.1:${port}/browser`, keys }
  }

  /** The messages in clear text, oldest first. Throws where one was not encrypted for this browser. */
  messages(): readonly string[] {
    const how = { version: 'aes128gcm' as const, privateKey: this.keys, authSecret: this.auth }
    return this.taken.map(({ body }) => ece.decrypt(body, how).toString())
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
