import { floorApi } from '../server/floor-api.ts'
import { keepOwnWord } from './own-word.ts'

/** Nobody holds the device any more, whether or not the server hears it now. `hold`: of the session. */
export async function signOut(hold: (nobody: null) => Promise<void>): Promise<void> {
  keepOwnWord(true)
  await hold(null)
  await floorApi.signOut().then(
    () => keepOwnWord(false),
    () => null,
  )
}
