import { useSending } from '../outbox/use-sending.ts'
import { usePush } from '../push/use-push.ts'
import { VERSION } from './version.ts'

/** What runs for as long as a page of the floor is open. */
export function useRunning(): void {
  const { state: push } = usePush()
  useSending({ push, version: VERSION })
}
