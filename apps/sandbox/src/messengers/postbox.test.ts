import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWorld } from '../world.ts'
import { Messengers } from './messengers.ts'
import { openPostbox, type Postbox } from './postbox.ts'

const world = createWorld(7, 3010, { mailPort: 3011 })
let messengers: Messengers
let postbox: Postbox
beforeEach(async () => {
  messengers = new Messengers(world, () => Date.parse('2026-03-02T12:00:00+08:00'))
  postbox = await openPostbox(messengers, 0)
})
afterEach(() => postbox.close())

function send(to: string) {
  const transport = createTransport({ host: '127.0.0.1', port: postbox.port })
  return transport.sendMail({
    from: world.messageChannels.at(-1)?.fields.from,
    to,
    subject: '渠道异常',
    text: '拼多多',
  })
}

test('a mail lies in the box of whom it was for, as it was written', async () => {
  await send('Ops@qinghe.example')
  expect(messengers.inbox.list(10)).toEqual([
    {
      at: '2026-03-02T04:00:00.000Z',
      ...{ messenger: 'email', form: 'mail', to: 'ops@qinghe.example' },
      ...{ title: '渠道异常', text: '拼多多', fate: 'arrived' },
    },
  ])
})

test('nobody else has a box there; other domains are passed on to', async () => {
  await expect(send('stranger@qinghe.example')).rejects.toMatchObject({ responseCode: 550 })
  await send('zhang@example.cn')
  expect(messengers.inbox.list(10).map((one) => one.to)).toEqual(['zhang@example.cn'])
})
