import { fileURLToPath } from 'node:url'
import { createSendPush } from './delivery/send-push.ts'
import { readSettings } from './environment.ts'
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
const { seed, port, printerPort, volume, dataFolder } = settings
const sandbox = new Sandbox({ seed, port, volume, data, dataFolder, wall: Date.now, send: sender.send })
const server = await buildServer(sandbox)
await server.listen({ host: '127.0.0.1', port })
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
    await sandbox.printer.close()
    await server.close()
    process.exit(0)
  })
}
