import type { Pda } from '../device/pda.ts'
import type { Fault } from './fault.ts'
import { checkEachOnce, scansOf, withPda } from './harness/floor.ts'
import type { Ground } from './harness/ground.ts'

const BEFORE = 12
const ROOM_BYTES = 6000
const MOST = 80
const AFTER = 5

/** The browser's own quota runs out: no scan looks kept that is not, those before still leave, and with room all goes on. */
export const storageFull: Fault = {
  id: 'F14',
  title: 'browser storage full, then freed',
  web: true,
  async run(ground) {
    const waybills = Array.from({ length: BEFORE + MOST + AFTER }, (_, at) => `SFQ${String(at).padStart(10, '0')}`)
    const [before, filling, after] = [
      waybills.slice(0, BEFORE),
      waybills.slice(BEFORE, -AFTER),
      waybills.slice(-AFTER),
    ] as const
    await withPda(ground, async (pda) => {
      pda.front.set('shut')
      await pda.scan(before)
      await pda.keeps(BEFORE)
      const quota = await startWithLittleRoom(ground, pda)
      const { kept, refused } = await scanUntilFull(ground, pda, filling)
      const count = BEFORE + kept
      await checkSentWhileFull(ground, pda, count)
      await quota.lift()
      await pda.scan(after)
      await pda.keeps(count + AFTER)
      await pda.allSent()
      const rows = await scansOf(ground)
      checkEachOnce(ground, pda, rows)
      const counted = rows.length === count + AFTER
      ground.check(counted, `${rows.length} scans on the server, ${count + AFTER} were kept`)
      ground.check(!rows.some((row) => refused.has(row.code)), 'a scan that was refused for want of room was sent')
      ground.notes.push(`${count} kept until full, ${refused.size} refused, ${rows.length} on the server`)
    })
  },
}

/** As after a night in which the disk filled up. A browser that runs asks for its quota only now and then. */
async function startWithLittleRoom({ system, check }: Ground, pda: Pda): Promise<{ lift(): Promise<void> }> {
  const used = await pda.page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)
  check(used > 0, 'the browser says that it stores nothing')
  await pda.switchOff()
  await pda.switchOn()
  const { cdp } = pda
  const { origin } = new URL(system.baseUrl)
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: used + ROOM_BYTES })
  await pda.open()
  return { lift: async () => void (await cdp.send('Storage.overrideQuotaForOrigin', { origin })) }
}

/** Scans one by one as a person does who looks at the screen, until three in a row were refused. */
async function scanUntilFull(
  { check }: Ground,
  pda: Pda,
  codes: readonly string[],
): Promise<{ kept: number; refused: ReadonlySet<string> }> {
  const refused = new Set<string>()
  const lost = pda.page.getByRole('dialog', { name: '没有保存！' })
  let kept = 0
  for (const code of codes) {
    if (refused.size === 3) break
    await pda.scan([code])
    const isLost = await Promise.race([lost.waitFor().then(() => true), pda.keeps(BEFORE + kept + 1).then(() => false)])
    if (!isLost) {
      check(refused.size === 0, `${code} was kept after another was refused`)
      kept += 1
      continue
    }
    refused.add(code)
    const told = (await lost.textContent()) ?? ''
    check(told.includes('本机存储已满'), `the screen says ${told}`)
    const { onDevice } = await pda.counts()
    check(onDevice === BEFORE + kept, `${onDevice} scans are counted, ${BEFORE + kept} are kept`)
    check(!pda.heard.codes.includes(code), `${code} looked as if it were kept`)
    await lost.getByRole('button', { name: '知道了，我会再扫' }).click()
    await lost.waitFor({ state: 'detached' })
  }
  check(
    kept > 0 && refused.size === 3,
    `${kept} scans were kept and ${refused.size} refused: the storage was not filled`,
  )
  return { kept, refused }
}

/** The network is back and there is still no room: what is kept leaves the device, and its screen says so. */
async function checkSentWhileFull(ground: Ground, pda: Pda, count: number): Promise<void> {
  pda.front.set('open')
  await pda.allSent()
  const { onDevice, onServer } = await pda.counts()
  ground.check(
    onDevice === count && onServer === count,
    `the screen says ${onDevice} / ${onServer}, ${count} were kept`,
  )
  const rows = await scansOf(ground)
  ground.check(
    rows.length === count,
    `${rows.length} scans on the server while the storage was full, ${count} were kept`,
  )
}
