import { createECDH, createPublicKey, type ECDH, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PushMessage, PushSubscribeInput } from '@baton/contract'
import ece from 'http_ece'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listDeliveries } from '../deliveries/index.ts'
import { actingAs, type Context, createSecrets } from '../runtime/index.ts'
import {
  enableMessageChannel,
  ensurePushChannel,
  listMessageChannels,
  markDelivered,
  readPushKey,
  saveMessageChannel,
  subscribePush,
  testPush,
} from './index.ts'
import { MessageWorld } from './message-world.fixture.ts'

/** One browser, as a push service and its service worker see it. */
class Browser {
  readonly received: { headers: IncomingHttpHeaders; body: Buffer }[] = []
  status = 201
  private readonly keys: ECDH = createECDH('prime256v1')
  private readonly auth = randomBytes(16)
  private readonly path: string

  constructor(path: string) {
    this.path = path
    this.keys.generateKeys()
  }

  subscription(base: string): PushSubscribeInput {
    const keys = { p256dh: this.keys.getPublicKey('base64url'), auth: this.auth.toString('base64url') }
    return { endpoint: `${base}${this.path}`, keys }
  }

  messages(): PushMessage[] {
    const how = { version: 'aes128gcm' as const, privateKey: this.keys, authSecret: this.auth.toString('base64url') }
    return this.received.map(({ body }) => JSON.parse(ece.decrypt(body, how).toString()))
  }
}

describe('web push', () => {
  const browsers = new Map<string, Browser>()
  const service = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const browser = browsers.get(request.url ?? '')
      browser?.received.push({ headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(browser?.status ?? 404, browser?.status === 429 ? { 'retry-after': '30' } : {}).end()
    })
  })
  let world: MessageWorld
  let ctx: Context
  let base = ''

  beforeAll(async () => {
    world = await MessageWorld.open()
    ctx = actingAs(world.ctx, { kind: 'person', id: world.ops, name: '运营' }, null)
    await Promise.all([ensurePushChannel(ctx), ensurePushChannel(ctx)])
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(service.address() as AddressInfo).port}`
  })
  afterEach(async () => {
    browsers.clear()
    await world.clear()
    await ctx.sql`DELETE FROM push_subscriptions`
    for (const { id, kind } of await listMessageChannels(ctx))
      if (kind === 'push') await enableMessageChannel(ctx, { id, enabled: true })
  })
  afterAll(async () => {
    service.close()
    await world.close()
  })

  async function browser(path: string): Promise<Browser> {
    const made = new Browser(path)
    browsers.set(path, made)
    await subscribePush(ctx, { ...made.subscription(base), deviceId: null, sessionId: await session(path) })
    return made
  }

  /** Signed in there, for a week. */
  async function session(id: string): Promise<string> {
    await ctx.sql`
      INSERT INTO staff_sessions (id, token, user_id, expires_at)
      VALUES (${id}, ${id}, ${world.ops}, ${new Date(ctx.now().getTime() + 7 * 86_400_000)})
      ON CONFLICT (id) DO NOTHING`
    return id
  }

  it('lets no process in that was given another secret key', async () => {
    await ensurePushChannel(ctx)
    const stranger = { ...ctx, secrets: createSecrets(randomBytes(32)) }
    await expect(ensurePushChannel(stranger)).rejects.toThrow('BATON_SECRET_KEY is not the one')
  })

  it('reaches every browser of who is concerned, encrypted for it and signed by keys made once', async () => {
    const [desk, phone] = [await browser('/desk'), await browser('/phone')]
    await world.raise('淘宝')
    await world.settle()
    const [message] = desk.messages()
    expect(message).toMatchObject({ title: '渠道异常', url: '/admin/channels/' })
    expect(message?.body).toMatch(/^#\d+ 淘宝：连接断开超过 5 分钟$/)
    expect(message?.actions.map((one) => one.action)).toEqual(['acknowledge', 'open'])
    expect(phone.messages()).toEqual([message])
    const { authorization = '', ttl, urgency, topic } = desk.received[0]?.headers ?? {}
    expect([ttl, urgency]).toEqual(['14400', 'high'])
    expect(topic).toMatch(/^[\w-]{32}$/)
    const { publicKey } = await readPushKey(ctx)
    expect(claimsOf(authorization, publicKey)).toMatchObject({ aud: base, sub: expect.stringMatching(/^mailto:/) })
    const { id, states } = await world.receiptsOf('淘宝')
    expect(states).toContain('push 运营 sent')
    await markDelivered(ctx, { ids: [id] })
    expect((await world.receiptsOf('淘宝')).states).toContain('push 运营 delivered')
  })

  it('forgets a browser that is gone; with none left the message failed', async () => {
    const [old, current] = [await browser('/old'), await browser('/current')]
    old.status = 410
    await world.raise('抖店')
    await world.settle()
    expect((await world.receiptsOf('抖店')).states).toContain('push 运营 sent')
    const [left] = await ctx.sql<{ n: number }[]>`SELECT count(*)::int AS n FROM push_subscriptions`
    expect(left?.n).toBe(1)
    current.status = 404
    await world.raise('微信')
    await world.settle(1)
    expect((await world.receiptsOf('微信')).states).toContain('push 运营 failed')
    const { rows } = await listDeliveries(ctx, { state: ['dead'], kind: ['push.message'], limit: 10 })
    expect(rows[0]?.code).toBe('no_subscription')
  })

  it('waits as long as a push service asks, and tries again after a fault', async () => {
    const phone = await browser('/busy')
    phone.status = 429
    await world.raise('拼多多')
    await world.settle()
    expect((await world.receiptsOf('拼多多')).states).toContain('push 运营 sending')
    phone.status = 201
    await world.settle(2)
    expect((await world.receiptsOf('拼多多')).states).toContain('push 运营 sent')
    expect(phone.received.length).toBe(2)
  })

  it('a shared device is the person’s only while they hold it; a test goes to who asks', async () => {
    const shared = new Browser('/pda')
    browsers.set('/pda', shared)
    const [warehouse] = await ctx.sql<{ id: string }[]>`
      INSERT INTO warehouses (id, code, name, province, city, address, time_zone, created_at, updated_at)
      VALUES (gen_random_uuid(), 'HD', '华东仓', '浙江省', '杭州市', '1 号', 'Asia/Shanghai', now(), now()) RETURNING id`
    const [device] = await ctx.sql<{ id: string }[]>`
      INSERT INTO devices (id, kind, name, warehouse_id, created_at, created_by, operator_id, operator_at)
      VALUES (gen_random_uuid(), 'browser', 'PDA', ${warehouse?.id ?? ''}, now(), 'test', ${world.ops}, ${ctx.now()}) RETURNING id`
    await subscribePush(ctx, { ...shared.subscription(base), deviceId: device?.id ?? null, sessionId: null })
    await testPush(ctx, { locale: 'en' })
    await world.settle()
    expect(shared.messages().map((one) => one.title)).toEqual(['Baton test message'])
    await ctx.sql`UPDATE devices SET operator_id = NULL`
    await testPush(ctx, { locale: 'en' })
    await world.settle(1)
    expect(shared.received).toHaveLength(1)
  })

  it('wants a contact that push services can use', async () => {
    const [channel] = (await listMessageChannels(ctx)).filter((one) => one.kind === 'push')
    const save = (subject: string) =>
      saveMessageChannel(ctx, { id: channel?.id, kind: 'push', name: '推送', fields: { subject }, endpoints: {} })
    const before = await readPushKey(ctx)
    for (const subject of [
      'mailto:ops@localhost',
      'http://baton.example',
      'ops@example.cn',
      'https://127.0.0.1',
      'https://pda.local',
    ])
      await expect(save(subject)).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    await save('mailto:ops@example.cn')
    expect(await readPushKey(ctx)).toEqual(before)
    await expect(save('').then(() => {})).resolves.toBeUndefined()
  })
})

/** The claims of a VAPID header (RFC 8292), once its signature is proven. */
function claimsOf(authorization: string, publicKey: string): unknown {
  const [, token = '', key] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? []
  expect(key).toBe(publicKey)
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const proven = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  expect(proven).toBe(true)
  return JSON.parse(Buffer.from(claims, 'base64url').toString())
}
