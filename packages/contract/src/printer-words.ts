import type { Label } from './platforms.ts'

/** What a printer says of itself, or why it cannot be asked; the worst first. */
export const PRINTER_FAULTS = [
  'unreachable',
  'silent',
  'head_open',
  'paper_out',
  'ribbon_out',
  'jam',
  'too_hot',
  'paused',
  'other',
] as const
export const PRINTER_FAULT_LABELS = {
  unreachable: { zh: '连不上，请查电源和网线', en: 'Cannot be reached; check power and network' },
  silent: {
    zh: '没有应答：先看纸、碳带和打印头，再重启',
    en: 'Does not answer: look at paper, ribbon and head, then restart it',
  },
  head_open: { zh: '打印头未合上', en: 'The head is open' },
  paper_out: { zh: '缺纸', en: 'Out of paper' },
  ribbon_out: { zh: '碳带用完', en: 'Out of ribbon' },
  jam: { zh: '卡纸', en: 'Paper jam' },
  too_hot: { zh: '打印头过热，稍等片刻', en: 'The head is too hot; wait a moment' },
  paused: { zh: '已暂停，请按打印机上的暂停键', en: 'Paused; press its pause key' },
  other: { zh: '打印机报错，请看屏幕', en: 'Reports an error; look at its display' },
} as const satisfies Record<(typeof PRINTER_FAULTS)[number], Label>

/** Also when nobody can say how the printer is. */
const PRINTER_TROUBLES = ['agent_away', ...PRINTER_FAULTS] as const
export type PrinterTrouble = (typeof PRINTER_TROUBLES)[number]

export const PRINTER_TROUBLE_LABELS = {
  agent_away: { zh: '打印代理离线，状态未知', en: 'Its print agent is away; nothing is known' },
  ...PRINTER_FAULT_LABELS,
} as const satisfies Record<PrinterTrouble, Label>

const PRINT_STATES = ['queued', 'taken', 'printed', 'failed', 'cancelled'] as const
export type PrintState = (typeof PRINT_STATES)[number]

export const PRINT_STATE_LABELS = {
  queued: { zh: '排队中', en: 'Queued' },
  taken: { zh: '打印中', en: 'Printing' },
  printed: { zh: '已打印', en: 'Printed' },
  failed: { zh: '未打印', en: 'Not printed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} as const satisfies Record<PrintState, Label>

/** Why a job did not come out. `interrupted`: it may have; nobody saw. */
export const PRINT_FAILURES = [...PRINTER_FAULTS, 'interrupted', 'no_agent', 'printer_off', 'label_void'] as const
export type PrintFailure = (typeof PRINT_FAILURES)[number]

export const PRINT_FAILURE_LABELS = {
  ...PRINTER_FAULT_LABELS,
  interrupted: {
    zh: '打印途中断开，可能已出纸：先看打印机，再决定是否重打',
    en: 'Interrupted while printing; it may have come out. Look before printing again',
  },
  no_agent: {
    zh: '十分钟内没有打印代理来取，已作废',
    en: 'No print agent came for it within ten minutes; dropped',
  },
  printer_off: { zh: '打印机已停用，没有打印', en: 'The printer was switched off; not printed' },
  label_void: {
    zh: '运单已解绑或已换新面单，没有打印',
    en: 'The waybill was taken off or replaced meanwhile; not printed',
  },
} as const satisfies Record<PrintFailure, Label>
