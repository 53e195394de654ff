import { until } from '../../scripts/processes.ts'
import type { Pda } from '../device/pda.ts'
import type { Fault } from './fault.ts'
import { checkStorage } from './harness/device-storage.ts'
import { checkEachOnce, scansOf, withPda } from './harness/floor.ts'
import { placeOrders } from './harness/packed-orders.ts'

/** More than a browser takes in the time between the count on its screen and its end. */
const EACH = 80
/** After how many scans counted on the screen the browser is killed, and how the network is before and after. */
const ROUNDS = [
  { after: 7, network: 'open', back: 'open' },
  { after: 16, network: 'shut', back: 'shut' },
  { after: 11, network: 'shut', back: 'open' },
  { after: 3, network: 'open', back: 'shut' },
  { after: 18, network: 'pages', back: 'open' },
] as const

/** SIGKILL to the browser in the middle of scanning: what it had confirmed arrives, each once and in order. */
export const browserKilled: Fault = {
  id: 'F13',
  title: 'browser killed mid-scan, five times',
  web: true,
  async run(ground) {
    const waybills = await placeOrders(ground, EACH * ROUNDS.length, 'K')
    await withPda(ground, async (pda) => {
      let cutShort = 0
      for (const [at, { after, network, back }] of ROUNDS.entries()) {
        pda.front.set(network)
        const codes = waybills.slice(at * EACH, (at + 1) * EACH)
        cutShort += (await killWhileScanning(pda, codes, after)) ? 1 : 0
        pda.front.set(back)
        await pda.switchOn()
        await pda.open()
        const { onDevice } = await pda.counts()
        ground.check(onDevice >= pda.heard.onDevice, `${onDevice} scans on the device, more were confirmed`)
        if (back === 'open') await pda.allSent()
      }
      const rows = await scansOf(ground)
      checkEachOnce(ground, pda, rows)
      ground.check(cutShort === ROUNDS.length, `only ${cutShort} of ${ROUNDS.length} kills hit a scanning browser`)
      await checkStorage(ground, pda)
      const told = `${pda.heard.onDevice} of ${waybills.length} confirmed`
      ground.notes.push(`${told}, ${rows.length} on the server, ${ROUNDS.length} kills`)
    })
  },
}

/** True when the browser died before it had confirmed all. In a burst its count goes on, not every scan has a banner of its own. */
async function killWhileScanning(pda: Pda, codes: readonly string[], after: number): Promise<boolean> {
  const before = pda.heard.onDevice
  const scanning = pda.scan(codes).then(
    () => true,
    () => false,
  )
  await until(() => pda.heard.onDevice >= before + after, 20_000)
  await pda.kill()
  await scanning
  const confirmed = pda.heard.onDevice - before
  return confirmed >= after && confirmed < codes.length
}
