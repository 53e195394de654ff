import { randomInt } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ChannelView, ROLE_LABELS, ROLES, Role } from '@baton/contract'
import { listMessageChannels, saveMessageChannel } from '@baton/fulfilment/alerts'
import { importWorld, listWarehouses, readChannelApps, World } from '@baton/fulfilment/catalogue'
import { listChannels, listDrivers, seedStatusMaps } from '@baton/fulfilment/channels'
import { listPrinters, savePrinter } from '@baton/fulfilment/printing'
import { type Context, createLog, openContext, readEnv } from '@baton/fulfilment/runtime'
import { createAgent, createStaff, listReplacedPasswords, listStaff, setStaffContacts } from '@baton/fulfilment/staff'
import { z } from 'zod'

/** Letters and digits that nobody mistakes for one another. */
const PASSWORD_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const PASSWORD_LENGTH = 12

/** Fills an empty database: status maps, one person per role, and the set-up in BATON_WORLD, if given. Safe to run again. */
async function seed(ctx: Context): Promise<void> {
  await seedStatusMaps(ctx)
  await seedPeople(ctx)
  await forgetReplaced(ctx)
  const worldFile = process.env.BATON_WORLD
  if (worldFile) {
    if ((await readChannelApps(ctx)).length === 0)
      await importWorld(ctx, World.parse(JSON.parse(readFileSync(worldFile, 'utf8'))))
    await seedMessages(ctx, worldFile)
    await seedPrinters(ctx, worldFile)
    await writeAddresses(ctx)
  }
}

/** Passwords are written down before anybody has them; where that was interrupted it goes on, unless somebody else was added. */
async function seedPeople(ctx: Context): Promise<void> {
  const file = join(ctx.env.BATON_DATA, 'people.json')
  const known = (await listStaff(ctx)).map((one) => one.username)
  if (known.length >= ROLES.length || (known.length > 0 && !existsSync(file))) return
  const people = existsSync(file) ? z.array(Person).parse(JSON.parse(readFileSync(file, 'utf8'))) : ROLES.map(newPerson)
  if (known.some((username) => !people.some((one) => one.username === username))) return
  writeFileSync(file, `${JSON.stringify(people, null, 2)}\n`, { mode: 0o600 })
  for (const person of people) if (!known.includes(person.username)) await createStaff(ctx, person)
}

/** A first password that somebody has replaced opens nothing: it is told to nobody any more. */
async function forgetReplaced(ctx: Context): Promise<void> {
  const file = join(ctx.env.BATON_DATA, 'people.json')
  if (!existsSync(file)) return
  const people = z.array(Person).parse(JSON.parse(readFileSync(file, 'utf8')))
  const replaced = await listReplacedPasswords(ctx)
  const isStale = (one: (typeof people)[number]) => one.password !== '' && replaced.includes(one.username)
  if (!people.some(isStale)) return
  const left = people.map((one) => (isStale(one) ? { ...one, password: '' } : one))
  writeFileSync(file, `${JSON.stringify(left, null, 2)}\n`, { mode: 0o600 })
}

const Person = z.object({ username: z.string(), password: z.string(), role: Role, name: z.string() })

function newPerson(role: Role): z.infer<typeof Person> {
  return { username: role, password: newPassword(), role, name: ROLE_LABELS[role].zh }
}

/** Message channels of the set-up, and the seeded people as its messengers know them: by their user names, and their mailboxes. */
async function seedMessages(ctx: Context, worldFile: string): Promise<void> {
  if ((await listMessageChannels(ctx)).length > 0) return
  const { messageChannels, mailDomain } = World.parse(JSON.parse(readFileSync(worldFile, 'utf8')))
  for (const channel of messageChannels) await saveMessageChannel(ctx, channel)
  for (const { id, username } of (await listStaff(ctx)).filter((one) => Role.safeParse(one.username).success))
    await setStaffContacts(ctx, {
      ...{ id, wecomUserId: username, dingtalkUserId: username, locale: 'zh' },
      email: mailDomain && `${username}@${mailDomain}`,
    })
}

/** Printers of the set-up, each where it is this time, and one agent that prints for the first one's warehouse. */
async function seedPrinters(ctx: Context, worldFile: string): Promise<void> {
  const { printers } = World.parse(JSON.parse(readFileSync(worldFile, 'utf8')))
  const warehouses = new Map((await listWarehouses(ctx)).map((one) => [one.code, one.id]))
  const known = await listPrinters(ctx)
  for (const { warehouseCode, ...printer } of printers) {
    const warehouseId = warehouses.get(warehouseCode) ?? ''
    const had = known.find((one) => one.warehouseId === warehouseId && one.name === printer.name)
    const { language, enabled } = had ?? printer
    await savePrinter(ctx, { ...printer, language, enabled, warehouseId, id: had?.id ?? null })
  }
  const file = join(ctx.env.BATON_DATA, 'agent.json')
  const warehouseId = warehouses.get(printers[0]?.warehouseCode ?? '')
  if (!warehouseId || existsSync(file)) return
  const agent = await createAgent(ctx, { warehouseId, name: '打印代理' })
  writeFileSync(file, `${JSON.stringify(agent, null, 2)}\n`, { mode: 0o600 })
}

function newPassword(): string {
  return Array.from({ length: PASSWORD_LENGTH }, () => PASSWORD_ALPHABET[randomInt(PASSWORD_ALPHABET.length)]).join('')
}

/**
 * What ops would copy into each platform's console: where to push, and where its authorise page sends back to. Whoever
 * knows where to push knows half of what it takes to.
 */
async function writeAddresses(ctx: Context): Promise<void> {
  const redirectUris = new Map(listDrivers(ctx).map((driver) => [driver.platform, driver.redirectUri]))
  const channels = await listChannels(ctx)
  const write = (name: string, addressOf: (channel: ChannelView) => string | null | undefined) => {
    const rows = channels.flatMap((channel) => {
      const url = addressOf(channel)
      return url ? [{ platform: channel.platform, name: channel.name, url }] : []
    })
    const file = join(ctx.env.BATON_DATA, name)
    writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`, { mode: 0o600 })
    // A file that exists keeps the mode it was made with.
    chmodSync(file, 0o600)
  }
  write('push-addresses.json', ({ pushPath }) => pushPath && new URL(pushPath, ctx.env.BATON_PUBLIC_URL).href)
  write('redirect-addresses.json', ({ platform }) => redirectUris.get(platform))
}

/** Opens, fills and closes again; what nobody kept a password of is said. */
async function main(): Promise<void> {
  const env = readEnv(process.env)
  const log = createLog('seed', env.BATON_LOG_LEVEL)
  mkdirSync(env.BATON_DATA, { recursive: true, mode: 0o711 })
  const opened = await openContext(env, log, { name: 'baton-seed', worker: false })
  try {
    await seed(opened.ctx)
  } finally {
    await opened.close()
  }
  if (!existsSync(join(env.BATON_DATA, 'people.json')))
    console.error('People exist already; their passwords are not kept here.')
}

try {
  await main()
} catch (error) {
  console.error(`The first data could not be written: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
