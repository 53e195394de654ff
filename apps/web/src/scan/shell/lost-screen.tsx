'use client'

import { useWords } from '#words/locale.tsx'
import { useFloor } from '../flow/floor.tsx'
import { useOutbox } from '../outbox/use-outbox.ts'
import { TriangleAlert } from '../parts/first-icons.ts'
import { useModal } from '../parts/use-modal.ts'
import { shellWords } from './words.ts'

/** The scan is not on the device: never shown as saved, and not to be missed. */
export function LostScreen() {
  const t = useWords(shellWords)
  const ref = useModal()
  const { store } = useFloor()
  const storage = useOutbox((state) => state.storage)
  return (
    <dialog
      ref={ref}
      aria-labelledby="lost-title"
      onCancel={(event) => event.preventDefault()}
      className="m-0 flex h-dvh max-h-none w-full max-w-none flex-col bg-black p-5 text-white"
    >
      <div className="flex min-h-0 flex-1 flex-col items-center justify-center-safe gap-4 overflow-y-auto pb-3 text-center">
        <TriangleAlert aria-hidden className="aspect-square h-20 min-h-10 w-auto text-red-400" />
        <h2 id="lost-title" className="font-bold text-4xl">
          {t.lostTitle}
        </h2>
        <p className="text-xl">{t.storage[storage === 'full' || storage === 'newer' ? storage : 'broken']}</p>
        {storage !== 'newer' && <p className="font-semibold text-lg">{t.lostNext}</p>}
      </div>
      <button
        type="button"
        onClick={store.forgetLost}
        className="min-h-18 w-full shrink-0 text-balance rounded-2xl bg-white px-4 font-bold text-black text-xl"
      >
        {t.lostDone}
      </button>
    </dialog>
  )
}
