import { outbox } from '../outbox/outbox.ts'
import { dropPhoto, type KeptPhoto, keptPhotos } from './photo-store.ts'
import { sendPhoto } from './send-photo.ts'
import { tellPhotos } from './tell-photos.ts'
import { showWaitingPhotos } from './waiting-photos.ts'

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
  const refused = new Set<string>()
  for (let left = await waitingPhotos(refused); left.length > 0; left = await waitingPhotos(refused)) {
    await outbox.settled()
    for (const photo of left) {
      const sent = await sendPhoto(photo)
      if (sent === 'failed') return false
      if (sent === 'refused') refused.add(photo.id)
      else await dropPhoto(photo.id)
    }
  }
  return refused.size === 0
}

async function waitingPhotos(refused: ReadonlySet<string>): Promise<readonly KeptPhoto[]> {
  const told = (await keptPhotos()).filter((photo) => photo.isTold)
  showWaitingPhotos(told.length)
  return told.filter(({ id }) => !refused.has(id))
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
