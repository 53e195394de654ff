import type { Pda } from '../../device/pda.ts'
import type { Ground } from './ground.ts'
import { BUYER_NICK, PHONE_MASK, RECEIVER_NAME } from './stories.ts'

/** Everything that the pages have left in the browser, as one text. */
const READ = `(async () => {
  const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    for (const store of database.objectStoreNames) {
      const rows = await new Promise((resolve, reject) => {
        const reading = database.transaction(store).objectStore(store).getAll()
        reading.onsuccess = () => resolve(reading.result)
        reading.onerror = () => reject(reading.error)
      })
      texts.push(JSON.stringify(rows))
    }
    database.close()
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      texts.push(request.url)
      const answer = await cache.match(request)
      if (/json|text/.test(answer.headers.get('content-type') ?? '')) texts.push(await answer.text())
    }
  }
  return texts.join('\\n')
})()`

/** I10: no name, phone number or password lies in the browser's storage or in its caches. */
export async function checkStorage({ system, check }: Ground, pda: Pda): Promise<void> {
  const text = await pda.page.evaluate<string>(READ)
  const words = [RECEIVER_NAME, BUYER_NICK, ...system.people.map((one) => one.password)]
  const told = words.filter((word) => text.includes(word))
  check(text.includes('pack_start'), 'I10: the scans were not found in the storage that was looked through')
  check(told.length === 0 && !PHONE_MASK.test(text), `I10: the browser keeps a secret, a name or a phone number`)
}
