import { fileURLToPath } from 'node:url'
import type { PlatformId } from '@baton/contract'
import { DRIVERS, type HttpPush, type PushOutcome } from '@baton/platforms'
import type { PushReply } from './delivery/ladders.ts'
import { type RetailData, readRetail } from './retail/read-retail.ts'
import { Sandbox } from './sandbox.ts'
import type { World, WorldChannel } from './world.ts'

export const SLICE = fileURLToPath(new URL('../data/online-retail-slice.csv.gz', import.meta.url))
export const NOON = Date.parse('2026-03-02T12:00:00+08:00')

let slice: Promise<RetailData> | undefined
export function sliceData(): Promise<RetailData> {
  slice ??= readRetail(SLICE)
  return slice
}

/** One push as the receiving side understood it. */
export interface Arrival {
  readonly platform: PlatformId
  readonly push: HttpPush
  readonly outcome: PushOutcome
}

/** A sandbox under a clock of our own, pushing to the real drivers. */
export class TestWorld {
  readonly sandbox: Sandbox
  readonly arrivals: Arrival[] = []
  /** Answers instead of the driver's while set. */
  reply: ((push: HttpPush) => PushReply) | null = null
  now: number

  constructor(data: RetailData, options: { seed?: number; volume?: number; now?: number } = {}) {
    this.now = options.now ?? NOON
    this.sandbox = new Sandbox({
      seed: options.seed ?? 7,
      port: 3010,
      volume: options.volume ?? 8000,
      data,
      dataFolder: undefined,
      wall: () => this.now,
      send: async (url, push) => this.receive(url, push),
    })
    for (const channel of this.world.channels) this.sandbox.addresses.set(channel, `http://hub/${channel.platform}`)
  }

  get world(): World {
    return this.sandbox.world
  }

  channel(platform: PlatformId): WorldChannel {
    const channel = this.world.channels.find((one) => one.platform === platform)
    if (channel === undefined) throw new Error(`The world has no ${platform}.`)
    return channel
  }

  /** Lets wall time pass in small ticks, and every answer arrive. */
  async pass(ms: number, tick = 50): Promise<void> {
    const end = this.now + ms
    do {
      this.now = Math.min(end, this.now + tick)
      this.sandbox.tick()
      await settled()
    } while (this.now < end)
  }

  /** Keys of the messages that a platform's driver accepted. */
  accepted(platform: PlatformId): readonly string[] {
    return this.arrivals.flatMap(({ platform: from, outcome }) =>
      from === platform && outcome.kind === 'messages' ? outcome.messages.map((message) => message.key) : [],
    )
  }

  private receive(url: string, push: HttpPush): PushReply {
    const platform = new URL(url).pathname.slice(1) as PlatformId
    const driver = DRIVERS[platform]
    if (driver.receive === undefined) throw new Error(`${platform} is not pushed.`)
    const access = { app: this.channel(platform).fields, endpoints: {} }
    const outcome = driver.receive(push, access, new Date(this.now))
    this.arrivals.push({ platform, push, outcome })
    return this.reply?.(push) ?? outcome.answer
  }
}

/** Until every answer that is on its way has been taken in. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}
