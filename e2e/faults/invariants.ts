import type { Fault } from './fault.ts'
import type { Ground } from './harness/ground.ts'
import { checkAcknowledged } from './invariants/acknowledged.ts'
import { checkLogs } from './invariants/logs.ts'
import { checkReplay } from './invariants/replay.ts'
import { ROW_INVARIANTS } from './invariants/rows.ts'

/** Everything that must hold whatever happened; what the sandbox sent by itself only the sandbox knows. Returns one line per broken rule. */
export async function checkInvariants({ owner, pusher, system }: Ground, fault: Fault): Promise<string[]> {
  const sentByUs = system.sandbox ? [] : await checkAcknowledged(owner, pusher)
  const complaints = [...sentByUs, ...(await checkReplay(owner)), ...checkLogs(system)]
  for (const rule of ROW_INVARIANTS) {
    if (rule.needsSteadyClock && fault.movesClock) continue
    const breaches = await rule.breaches(owner)
    if (breaches.length > 0) complaints.push(`${rule.id}: ${rule.title}; not so: ${JSON.stringify(breaches[0])}`)
  }
  return complaints
}
