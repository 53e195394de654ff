import { readSettings } from './environment.ts'
import { createWorld } from './world.ts'

/** Prints the cast as JSON: what Baton's seed command enters through its own verbs. */
const { seed, port, mailPort, printerPort } = readSettings(process.env)
process.stdout.write(`${JSON.stringify(createWorld(seed, port, { mailPort, printerPort }), null, 2)}\n`)
