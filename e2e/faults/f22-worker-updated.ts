import { acceptBuild, findBuildWhileUnsent } from '../device/update.ts'
import type { Fault } from './fault.ts'
import { checkEachOnce, scansOf, withPda } from './harness/floor.ts'

const QUEUED = 300
const MORE = 10
const [FIRST, SECOND] = ['aaaaaaaaaaa1', 'aaaaaaaaaaa2']

/** A newer service worker comes while 300 scans wait: once it begins by a killed browser, once by a person's word. */
export const workerUpdated: Fault = {
  id: 'F22',
  title: 'service worker updated with a full queue',
  web: true,
  async run(ground) {
    const codes = Array.from({ length: QUEUED + 3 * MORE }, (_, at) => `SFU${String(at).padStart(10, '0')}`)
    const take = (count: number) => codes.splice(0, count)
    await withPda(ground, async (pda) => {
      const original = await pda.version()
      pda.front.set('shut')
      await pda.scan(take(QUEUED))
      await pda.keeps(QUEUED)
      await findBuildWhileUnsent(pda, FIRST)
      await pda.scan(take(MORE))
      await pda.keeps(QUEUED + MORE)
      ground.check((await pda.version()) === original, 'the newer worker began by itself')

      pda.front.set('shut')
      await pda.kill()
      await pda.switchOn()
      await pda.open()
      ground.check((await pda.version()) === FIRST, `after the start the worker is ${await pda.version()}`)
      const { onDevice, onServer } = await pda.counts()
      ground.check(onDevice === QUEUED + MORE && onServer === 0, `the newer pages count ${onDevice} / ${onServer}`)

      await findBuildWhileUnsent(pda, SECOND)
      await pda.scan(take(MORE))
      await pda.keeps(QUEUED + 2 * MORE)
      pda.front.set('open')
      await pda.allSent()
      await acceptBuild(pda, SECOND)
      await pda.scan(take(MORE))
      await pda.keeps(QUEUED + 3 * MORE)
      await pda.allSent()
      const rows = await scansOf(ground)
      checkEachOnce(ground, pda, rows)
      ground.check(rows.length === QUEUED + 3 * MORE, `${rows.length} scans on the server`)
      ground.notes.push(`${rows.length} scans under three workers`)
    })
  },
}
