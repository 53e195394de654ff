import { type Fault, Skipped } from './fault.ts'
import { FAULTS } from './faults.ts'
import { openGround } from './harness/ground.ts'
import { quiet } from './harness/quiet.ts'
import { checkInvariants } from './invariants.ts'

type Outcome = 'passed' | 'failed' | 'skipped'

/** Breaks a system of its own in one way, waits for quiet, checks every invariant, and prints what it found. */
async function runFault(fault: Fault): Promise<Outcome> {
  const started = performance.now()
  const complaints: string[] = []
  const notes: string[] = []
  try {
    const ground = await openGround(fault)
    try {
      await fault.run(ground)
      const unrest = await quiet(ground.owner, 30_000, { mayWait: fault.losesMessages ?? false })
      if (unrest !== null) complaints.push(`no quiet: ${unrest}`)
      complaints.push(...(await checkInvariants(ground, fault)))
    } finally {
      complaints.push(...ground.complaints, ...ground.pusher.complaints)
      notes.push(...ground.notes)

      await ground.close()
    }
  } catch (error) {
    if (error instanceof Skipped) {
      console.log(`${fault.id.padEnd(4)} skipped  ${fault.title}: ${error.message}`)
      return 'skipped'
    }
    complaints.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const outcome = complaints.length === 0 ? 'passed' : 'failed'
  console.log(`${fault.id.padEnd(4)} ${outcome}   ${fault.title} (${seconds} s; ${notes.join('; ')})`)
  for (const complaint of complaints) console.log(`       ${complaint}`)
  return outcome
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((id) => !FAULTS.some((fault) => fault.id === id))
if (unknown.length > 0) {
  console.error(`No such fault: ${unknown.join(', ')}. There are: ${FAULTS.map((fault) => fault.id).join(', ')}`)
  process.exit(2)
}
const count: Record<Outcome, number> = { passed: 0, failed: 0, skipped: 0 }
const isWanted = ({ id, onlyNamed }: Fault) => (wanted.length === 0 ? !onlyNamed : wanted.includes(id))
for (const fault of FAULTS) if (isWanted(fault)) count[await runFault(fault)] += 1
console.log(JSON.stringify({ passed: count.passed, failed: count.failed }))
process.exit(count.failed > 0 ? 1 : 0)
