/** Just below the heartbeat, so that each heartbeat of a quiet stream looks. */
const LOOK_AGAIN_MS = 14_000

/** A stream ends within a heartbeat of the session that opened it: signed out, switched off, or given another password. */
export async function* whileSignedIn<T>(
  messages: AsyncIterable<T>,
  staysSignedIn: () => Promise<boolean>,
  lookAgainMs = LOOK_AGAIN_MS,
): AsyncGenerator<T> {
  let lookedAt = performance.now()
  for await (const message of messages) {
    if (performance.now() - lookedAt >= lookAgainMs) {
      if (!(await staysSignedIn())) return
      lookedAt = performance.now()
    }
    yield message
  }
}
