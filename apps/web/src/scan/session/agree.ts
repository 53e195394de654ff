import type { OperatorView } from '@baton/contract'
import { floorApi } from '../server/floor-api.ts'
import { keepOwnWord } from './own-word.ts'
import { isOver, readBadges } from './seen-badges.ts'

/**
 * Who holds the device where its own word counts: the server was not heard (`told` undefined), or it does not know yet who
 * took or left the device. Resolves to undefined where nothing changes. Whom the server still believes in is signed out there.
 */
export async function agree(
  held: string | null,
  told: OperatorView | null | undefined,
): Promise<OperatorView | null | undefined> {
  const holds = held !== null && isOver(readBadges(), held, Date.now()) ? null : held
  if (told !== undefined && (told?.id ?? null) === holds) {
    keepOwnWord(false)
    return told
  }
  if (told) await floorApi.signOut()
  return holds === held ? undefined : null
}
