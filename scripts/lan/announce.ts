import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { renderUnicodeCompact } from 'uqr'
import { readJsonFile } from '../private-file.ts'
import type { ServerCertificate } from './keep-certificates.ts'
import type { Lan } from './plan-lan.ts'

/** White on black whatever the terminal's colours: not every camera reads a code the other way round. */
const WHITE_ON_BLACK = '\u001b[38;5;231;48;5;16m'
const AS_BEFORE = '\u001b[0m'

/** What a person with a phone in hand has to see. */
export function lanLines(
  lan: Lan,
  { dataFolder, isTerminal }: { dataFolder: string; isTerminal: boolean },
): readonly string[] {
  const { authority } = readJsonFile(join(dataFolder, 'lan', 'server.json')) as ServerCertificate
  const port = new URL(lan.url).port
  const others = lan.others.filter((name) => name !== 'localhost' && !name.startsWith('127.'))
  return [
    '  Phones and PDAs in the same network 同一网络里的手机和 PDA',
    `    once 第一次   ${lan.trustUrl}`,
    `    then 之后     ${lan.url}/scan/`,
    ...(others.length === 0 ? [] : [`    also 也可用   ${others.map((name) => `${name}:${port}`).join('  ')}`]),
    '',
    ...qrLines(lan.trustUrl, isTerminal),
    '',
    `    The page shows the same fingerprint of our certificate 证书指纹（网页上应相同）`,
    ...fingerprintLines(authority),
  ]
}

function qrLines(text: string, isTerminal: boolean): readonly string[] {
  return renderUnicodeCompact(text, { border: 2, ecc: 'M' })
    .split('\n')
    .map((line) => `    ${isTerminal ? `${WHITE_ON_BLACK}${line}${AS_BEFORE}` : line}`)
}

function fingerprintLines(authority: string): readonly string[] {
  const groups = new X509Certificate(authority).fingerprint256.replaceAll(':', '').match(/.{4}/g) ?? []
  return [groups.slice(0, 8), groups.slice(8)].map((half) => `    ${half.join(' ')}`)
}
