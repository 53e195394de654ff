import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive, until } from '../../scripts/processes.ts'
import { untilFlowing } from './f03-postgres-restarted.ts'
import { type Fault, Skipped } from './fault.ts'
import type { Ground } from './harness/ground.ts'
import { startTraffic } from './harness/traffic.ts'

const ROOM = 48 * 1024 * 1024
const FULL_MS = 5000

/** The disk of the cluster fills up: nothing is acknowledged that is not kept. With room again, all goes on. */
export const diskFull: Fault = {
  id: 'F6',
  title: 'disk full, then freed',
  postgres: { max_wal_size: '64MB', min_wal_size: '32MB', wal_recycle: 'off' },
  async run(ground) {
    const { pusher, check, notes, system } = ground
    const disk = await moveToSmallDisk(ground)
    try {
      const traffic = startTraffic(pusher, { prefix: 'F', rate: 250 })
      await untilFlowing(ground, 'on the small disk')
      const ballast = fill(system.postgres.folder)
      const refused = await until(() => pusher.count('503') > 20, 60_000)
      check(refused, 'the full disk refused nothing: the fault proves nothing')
      const full = performance.now()
      await until(() => performance.now() > full + FULL_MS, FULL_MS)
      notes.push(`full: ${pusher.count('503')} × 503, Postgres ${isUp(ground) ? 'stayed up' : 'went down'}`)
      rmSync(ballast)
      if (!isUp(ground)) await system.postgres.restart('immediate')
      await untilFlowing(ground, 'after freeing')
      await traffic.stop()
      notes.push(`${pusher.acked.length} messages`)
    } finally {
      await disk.back()
    }
  },
}

function isUp({ system }: Ground): boolean {
  return system.postgres.pid !== undefined && isAlive(system.postgres.pid)
}

/** Puts the cluster onto a memory file system that holds it and little more. `back`: onto the disk it came from. */
async function moveToSmallDisk({ system }: Ground): Promise<{ back(): Promise<void> }> {
  const { postgres } = system
  const { folder } = postgres
  if (process.getuid?.() !== 0 || !existsSync('/proc/mounts')) throw new Skipped('only root on Linux may mount a disk')
  await postgres.stop('fast')
  const copy = mkdtempSync(join(tmpdir(), 'baton-small-disk-'))
  execFileSync('cp', ['-a', `${folder}/.`, copy])
  const { uid, gid } = statSync(folder)
  const size = Number(execFileSync('du', ['-sb', copy], { encoding: 'utf8' }).split('\t')[0]) + 2 * ROOM
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=700,uid=${uid},gid=${gid}`, 'tmpfs', folder], {
      stdio: 'pipe',
    })
  } catch {
    rmSync(copy, { recursive: true })
    throw new Skipped('this machine does not let us mount a disk')
  }
  execFileSync('cp', ['-a', `${copy}/.`, folder])
  rmSync(copy, { recursive: true })
  await postgres.restart()
  return { back: () => moveBack(system.postgres) }
}

async function moveBack(postgres: Ground['system']['postgres']): Promise<void> {
  const { folder } = postgres
  await postgres.stop('fast')
  const copy = mkdtempSync(join(tmpdir(), 'baton-small-disk-'))
  execFileSync('cp', ['-a', `${folder}/.`, copy])
  execFileSync('umount', [folder])
  execFileSync('cp', ['-a', `${copy}/.`, folder])
  rmSync(copy, { recursive: true })
  await postgres.restart()
}

/** Leaves about a megabyte; returns the file that takes the rest. */
function fill(folder: string): string {
  const file = join(folder, 'ballast')
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(file, Buffer.alloc(bavail * bsize - 1024 * 1024, 1))
  const { uid, gid } = statSync(folder)
  chownSync(file, uid, gid)
  return file
}
