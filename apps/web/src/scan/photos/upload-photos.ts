import { outbox } from '../outbox/outbox.ts'
import { dropPhoto } from './photo-store.ts'
import { readPhotosHere } from './photos-here.ts'
import { markRefused } from './refused-photos.ts'
import { sendPhoto } from './send-photo.ts'
import { tellPhotos } from './tell-photos.ts'

const NAME = 'baton.photos'
const FIRST_WAIT_MS = 2000
const LONGEST_WAIT_MS = 10 * 60_000

let running: Promise<void> | null = null
let [failures, timer] = [0, undefined as ReturnType<typeof setTimeout> | undefined]

/** Sends the photos of recorded inspections, oldest first, once every scan is sent; a back-off that is running is kept. */
export function uploadPhotosSoon(): void {
  if (timer === undefined) void uploadPhotos()
}

/** Begins at once; resolves when it has ended for now. */
export function uploadPhotos(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  running ??= runAlone(sendAll)
    .catch(() => false)
    .then((isDone) => {
      running = null
      failures = isDone ? 0 : failures + 1
      if (!isDone) timer = setTimeout(uploadPhotos, backOff())
    })
  return running
}

addEventListener('online', () => void uploadPhotos())

/** False: some are left that may be sent later. */
async function sendAll(): Promise<boolean> {
  await tellPhotos()
  const unnamed = await sendWaiting()
  if (unnamed === null || unnamed.size === 0) return unnamed !== null
  // A server that forgot inspections, as after a restored backup, is told of them again once it says how far it counts.
  outbox.restart()
  const never = await sendWaiting()
  if (never === null) return false
  await markRefused([...never])
  await readPhotosHere()
  return true
}

/** Sends what waits, each photo once; returns those that no inspection names. Null: nobody answers. */
async function sendWaiting(): Promise<ReadonlySet<string> | null> {
  const unnamed = new Set<string>()
  const untried = async () => (await readPhotosHere()).filter(({ id }) => !unnamed.has(id))
  for (let left = await untried(); left.length > 0; left = await untried()) {
    await outbox.settled()
    for (const photo of left) {
      const sent = await sendPhoto(photo)
      if (sent === 'failed') return null
      if (sent === 'unnamed') unnamed.add(photo.id)
      else if (sent === 'refused') await markRefused([photo.id])
      else await dropPhoto(photo.id)
    }
  }
  return unnamed
}

/** Web Locks exist in secure contexts only; elsewhere two tabs may send the same photo, which the server keeps once. */
async function runAlone(work: () => Promise<boolean>): Promise<boolean> {
  if (!('locks' in navigator)) return work()
  return (await navigator.locks.request(NAME, work)) as boolean
}

function backOff(): number {
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1))
  return most / 2 + (most / 2) * Math.random()
}
