import type { PrinterFault, PrinterLanguage } from '@baton/contract'

/** How a printer is, in its own words. */
export interface PrinterStatus {
  readonly faults: readonly PrinterFault[]
  /** Documents that it has taken and not finished. */
  readonly isBusy: boolean
}

const STX = '\x02'
const ETX = '\x03'

/** What asks a printer how it is; both answer at once, in the middle of other work. */
export const STATUS_QUERIES = {
  zpl: Buffer.from('~HS\r\n'),
  tspl: Buffer.from([0x1b, 0x21, 0x3f]),
} as const satisfies Record<PrinterLanguage, Buffer>

/** Null while the answer is not whole. Throws nothing: what makes no sense is the fault `other`. */
export function readStatus(language: PrinterLanguage, answer: Uint8Array): PrinterStatus | null {
  return language === 'zpl' ? readZplStatus(answer) : readTsplStatus(answer)
}

/** The other half: what a printer answers. */
export function buildStatus(language: PrinterLanguage, status: PrinterStatus): Buffer {
  return language === 'zpl' ? buildZplStatus(status) : Buffer.of(tsplByte(status))
}

/**
 * Three lines between STX and ETX; flags by their place. Source: Zebra, ZPL II Programming Guide, ~HS. Some models say
 * nothing at all while they are out of paper or open.
 */
function readZplStatus(answer: Uint8Array): PrinterStatus | null {
  const lines = Buffer.from(answer)
    .toString('latin1')
    .split(STX)
    .slice(1)
    .flatMap((line) => (line.includes(ETX) ? [line.slice(0, line.indexOf(ETX))] : []))
  if (lines.length < 3) return null
  const [first = [], second = []] = lines.map((line) => line.split(','))
  if (first.length < 12 || second.length < 11) return { faults: ['other'], isBusy: false }
  const faults: PrinterFault[] = []
  if (second[2] === '1') faults.push('head_open')
  if (first[1] === '1') faults.push('paper_out')
  if (second[3] === '1') faults.push('ribbon_out')
  if (first[11] === '1') faults.push('too_hot')
  if (first[2] === '1') faults.push('paused')
  if (first[9] === '1' || first[10] === '1') faults.push('other')
  return { faults, isBusy: Number(first[4]) > 0 || Number(second[8]) > 0 }
}

function buildZplStatus({ faults, isBusy }: PrinterStatus): Buffer {
  const flag = (fault: PrinterFault) => (faults.includes(fault) ? '1' : '0')
  const waiting = isBusy ? '001' : '000'
  const lines = [
    `030,${flag('paper_out')},${flag('paused')},1200,${waiting},0,0,0,000,${flag('other')},0,${flag('too_hot')}`,
    `000,0,${flag('head_open')},${flag('ribbon_out')},1,2,4,0,00000000,1,000`,
    '0000,0',
  ]
  return Buffer.from(lines.map((line) => `${STX}${line}${ETX}\r\n`).join(''), 'latin1')
}

/** Bits of the one byte. Source: TSC, TSPL/TSPL2 Programming Language, `<ESC>!?`. */
const TSPL_BITS = {
  head_open: 0x01,
  jam: 0x02,
  paper_out: 0x04,
  ribbon_out: 0x08,
  paused: 0x10,
  other: 0x80,
} as const satisfies Partial<Record<PrinterFault, number>>
const TSPL_PRINTING = 0x20

function readTsplStatus(answer: Uint8Array): PrinterStatus | null {
  const byte = answer[0]
  if (byte === undefined) return null
  const known = Object.entries(TSPL_BITS) as [PrinterFault, number][]
  return { faults: known.flatMap(([fault, bit]) => (byte & bit ? [fault] : [])), isBusy: (byte & TSPL_PRINTING) !== 0 }
}

function tsplByte({ faults, isBusy }: PrinterStatus): number {
  const known = TSPL_BITS as Partial<Record<PrinterFault, number>>
  return faults.reduce((byte, fault) => byte | (known[fault] ?? TSPL_BITS.other), isBusy ? TSPL_PRINTING : 0)
}
