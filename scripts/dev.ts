import { existsSync, readdirSync, watch } from 'node:fs'
import { join, sep } from 'node:path'
import type { RunningSystem } from './orchestrate.ts'
import { ROOT } from './run-child.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { buildWeb } from './system.ts'

const QUIET_TIME = 200
const SOURCE = /\.(ts|tsx|css|json|sql)$/

/** Runs `work` once changes have paused; a change during the work runs it again afterwards. */
function afterChanges(work: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined
  let busy = Promise.resolve()
  return () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      busy = busy.then(work).catch((error: unknown) => console.error(error instanceof Error ? error.message : error))
    }, QUIET_TIME)
  }
}

/** A change in apps/web rebuilds the pages; any other restarts the processes, all of them: they share the packages. */
function watchSources({ services }: RunningSystem): void {
  const restart = afterChanges(async () => {
    console.error('Sources changed: restarting.')
    await Promise.all([...services.values()].map((service) => service.restart()))
  })
  const rebuild = afterChanges(async () => {
    console.error('Web pages changed: building.')
    await buildWeb()
    console.error('Web pages are ready; reload the browser.')
  })
  for (const folder of sourceFolders()) {
    const changed = folder.includes(`${sep}web${sep}`) ? rebuild : restart
    watch(folder, { recursive: true }, (_event, file) => {
      if (file && SOURCE.test(file) && !/\.test\.tsx?$/.test(file)) changed()
    })
  }
}

function sourceFolders(): string[] {
  return ['apps', 'packages']
    .flatMap((group) => readdirSync(join(ROOT, group)).map((name) => join(ROOT, group, name, 'src')))
    .filter((folder) => existsSync(folder))
}

await runUntilStopped(process.argv.slice(2), watchSources)
