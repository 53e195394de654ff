import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DOUYIN_APP, OWN_SHOP_SECRET } from '../../bench/harness/world.ts'
import type { TestSystem } from '../../system.ts'
import { BUYER_NICK, PHONE_MASK, RECEIVER_NAME } from '../harness/stories.ts'

/** I10: no secret, name or phone number in the logs of our processes or of Postgres. */
export function checkLogs(system: TestSystem): string[] {
  const passwords = [system.appUrl, system.ownerUrl, system.postgres.adminUrl].map((url) => new URL(url).password)
  const secrets = [OWN_SHOP_SECRET, OWN_SHOP_SECRET.slice('whsec_'.length), DOUYIN_APP.appSecret, ...passwords]
  const words = [...secrets, ...system.people.map((one) => one.password), RECEIVER_NAME, BUYER_NICK]
  return logFiles(system).flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n')
    const bad = lines.filter((line) => PHONE_MASK.test(line) || words.some((word) => line.includes(word)))
    const where = `${bad.length} lines of ${basename(file)} tell a secret, a name or a phone number`
    return bad.length === 0 ? [] : [`I10: ${where}, e.g. ${JSON.stringify(bad[0]?.slice(0, 120))}`]
  })
}

function logFiles(system: TestSystem): string[] {
  return [join(system.dataFolder, 'logs'), join(system.postgres.folder, 'log')]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
}
