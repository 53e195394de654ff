import type { ConformanceCheck, ConformanceVerdict } from '@baton/contract'
import { bilingual } from '#words/locale.tsx'

const zh = {
  open: '对接体检',
  hint: '向这个地址发送 5 条事件，都关于一个并不存在的测试订单（BATON-TEST-…）；看它如何应答，又写回了什么。',
  start: '开始体检',
  again: '再检一次',
  order: '测试订单',
  verdicts: { passed: '通过', failed: '不通过', untried: '未检' } satisfies Record<ConformanceVerdict, string>,
  checks: {
    takes_event: { name: '接收事件', why: '应答 2xx' },
    takes_repeat: { name: '重复的事件', why: '同一 webhook-id 再来一次，仍应答 2xx，且只生效一次' },
    takes_late: { name: '迟到的事件', why: '先收到已发货，后收到更早的事件，仍应答 2xx，不据此倒退' },
    refuses_forged: { name: '被篡改的事件', why: '内容与签名不符，应答 4xx' },
    refuses_old: { name: '过期的事件', why: '时间戳在十分钟前，应答 4xx，否则可被重放' },
  } satisfies Record<ConformanceCheck, { name: string; why: string }>,
  answered: (answer: string) => `应答 ${answer}`,
  written: '写回',
  nothing: '还没有写回测试订单。会继续看一分钟。',
  silent: '没有写回测试订单。',
  good: (count: number) => `写回 ${count} 次，没有倒退，也没有重复。`,
  back: (states: string) => `写回了更早的状态：${states}。以 seq 为准，不以到达先后为准。`,
  twice: (count: number) => `${count} 个内容用了不同的幂等键：一件事只用一个键。`,
  and: '、',
}

const en: typeof zh = {
  open: 'Conformance run',
  hint: 'Sends this address five events about a test order that does not exist (BATON-TEST-…), and looks at how it answers and what it writes back.',
  start: 'Start',
  again: 'Run again',
  order: 'Test order',
  verdicts: { passed: 'passed', failed: 'failed', untried: 'not tried' },
  checks: {
    takes_event: { name: 'Takes an event', why: 'Answers 2xx' },
    takes_repeat: { name: 'Takes it a second time', why: 'The same webhook-id again: answers 2xx, with one effect' },
    takes_late: {
      name: 'Takes one that is late',
      why: 'Shipped first, then an earlier event: answers 2xx, and does not go back',
    },
    refuses_forged: {
      name: 'Refuses one that was changed',
      why: 'The content does not fit the signature: answers 4xx',
    },
    refuses_old: {
      name: 'Refuses one that is too old',
      why: 'Its timestamp is ten minutes old: answers 4xx, or it could be replayed',
    },
  },
  answered: (answer) => `answered ${answer}`,
  written: 'Written back',
  nothing: 'Nothing yet about the test order; this looks for another minute.',
  silent: 'Nothing about the test order.',
  good: (count) => `${count === 1 ? 'One write' : `${count} writes`}, none that goes back, none twice.`,
  back: (states) => `Wrote earlier statuses: ${states}. Go by seq, not by the order of arrival.`,
  twice: (count) =>
    `${count === 1 ? 'One report' : `${count} reports`} came under several idempotency keys: one key for one thing.`,
  and: ', ',
}

export const conformanceWords = bilingual(zh, en)
