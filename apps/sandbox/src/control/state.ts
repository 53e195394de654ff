import { SocketRoute } from '../delivery/socket-route.ts'
import type { Sandbox } from '../sandbox.ts'
import type { WorldChannel } from '../world.ts'

/** Everything the control page shows, in one read. */
export function controlState(sandbox: Sandbox) {
  const { clock, replay, data, book, office, faults } = sandbox
  return {
    running: clock.running,
    quiet: sandbox.quiet,
    speed: clock.speed,
    volume: replay.volume,
    seed: sandbox.seed,
    wallTime: new Date(clock.wall()).toISOString(),
    simulatedTime: new Date(clock.now()).toISOString(),
    data: {
      invoices: data.invoices.length,
      days: data.days.length,
      firstDay: data.days[0] ?? null,
      lastDay: data.days.at(-1) ?? null,
      cancellations: data.cancellations,
      foldedDays: replay.realDays,
    },
    orders: { total: book.total, stages: book.countByStage() },
    waiting: office.waiting,
    armed: { held: office.holdBack.count, faults: faults.waiting },
    channels: sandbox.world.channels.map((channel) => channelState(sandbox, channel)),
  }
}

function channelState(sandbox: Sandbox, channel: WorldChannel) {
  const { office, ledger, faults, addresses, redirects, book, rates, shipments } = sandbox
  const route = office.routes.get(channel)
  const socket = route instanceof SocketRoute
  return {
    platform: channel.platform,
    name: channel.name,
    arrival: socket ? ('socket' as const) : ('http' as const),
    /** A socket client is there, or the push address is known. */
    reachable: socket ? route.connected > 0 : addresses.find(channel) !== undefined,
    /** Where its authorise page sends the browser back to, as entered in its console. */
    redirectUrl: redirects.find(channel) ?? null,
    connections: socket ? route.connected : null,
    redeliverAfterMs: socket ? route.redeliverAfterMs : null,
    waiting: route?.waiting ?? 0,
    messages: { ...ledger.tallyOf(channel) },
    gateway: { ...faults.countOf(channel), perSecond: rates.find(channel), limited: rates.refusedOf(channel) },
    shipments: { ...shipments.tallyOf(channel) },
    shops: channel.shops.map((shop) => ({ name: shop.name, number: shop.nativeNumber, orders: book.countOf(shop) })),
  }
}
