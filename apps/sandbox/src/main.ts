import { fileURLToPath } from 'node:url'
import { createSendPush } from './delivery/send-push.ts'
import { readSettings } from './environment.ts'
import { openPostbox } from './messengers/postbox.ts'
import { readRetail } from './retail/read-retail.ts'
import { Sandbox } from './sandbox.ts'
import { buildServer } from './server.ts'
import { restartWithSmallHeap } from './small-heap.ts'

const SLICE = fileURLToPath(new URL('../data/online-retail-slice.csv.gz', import.meta.url))
const TICK_MS = 50
const LONGEST_GOODBYE_MS = 500

restartWithSmallHeap()
const settings = readSettings(process.env)
const data = await readRetail(settings.retailFile ?? SLICE)
const sender = createSendPush()
const { seed, port, mailPort, printerPort, volume, dataFolder } = settings
const wall = Date.now
const sandbox = new Sandbox({ seed, port, mailPort, volume, data, dataFolder, wall, send: sender.send })
const server = await buildServer(sandbox)
await server.listen({ host: '127.0.0.1', port })
const postbox = mailPort === undefined ? null : await openPostbox(sandbox.messengers, mailPort)
if (printerPort !== undefined) await sandbox.printer.listen(printerPort)
sandbox.clock.setSpeed(settings.speed)
if (settings.autostart) sandbox.start()
const ticking = setInterval(() => sandbox.tick(), TICK_MS)
console.log(`The sandbox plays ${data.invoices.length} real invoices on http://127.0.0.1:${port}`)

let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, async () => {
    if (stopping) return
    stopping = true
    clearInterval(ticking)
    setTimeout(() => process.exit(0), LONGEST_GOODBYE_MS)
    sender.close()
    await Promise.all([postbox?.close(), sandbox.printer.close(), server.close()])
    process.exit(0)
  })
}
