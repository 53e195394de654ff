import { bilingual } from '#words/locale.tsx'
import type { ScriptMistake } from './check-script.ts'
import type { ScriptLanguage } from './languages.ts'

interface Words {
  readonly name: string
  readonly why: string
  readonly instead: string
}

const zh = {
  open: '检查同步脚本',
  title: '检查同步脚本',
  hint: '找出四种常见的同步错误。脚本只在本机读取，不会上传；没有发现不等于没有问题。',
  language: '语言',
  file: '选择脚本',
  paste: '或粘贴脚本',
  placeholder: "UPDATE orders SET status = 'to_ship'",
  none: '没有发现这四种错误。',
  found: (count: number) => `发现 ${count} 处`,
  line: (line: number) => `第 ${line} 行`,
  tooLong: '脚本太长，只检查前 50 万个字符',
  languages: { sql: 'SQL', javascript: 'JavaScript', python: 'Python', php: 'PHP', java: 'Java' } satisfies Record<
    ScriptLanguage,
    string
  >,
  mistakes: {
    overwrite: {
      name: '无条件覆盖状态',
      why: '不看订单现在的状态就改写：已发货的订单会被打回待发货，写进接力时则逐条被拒。',
      instead: '只改仍是原状态的行（WHERE … AND status = …），或带上 expectedSeq。',
    },
    no_idempotency: {
      name: '没有幂等键',
      why: '超时后重发，同一件事会写两次；用时间或随机数作键，等于没有键。',
      instead: '用发生的事作键，例如 shipped:A-1001:YT7700001，重发时保持不变。',
    },
    polling: {
      name: '定时轮询',
      why: '大部分请求问不到新东西，真有变化时又总是晚到。',
      instead: '订阅事件；补漏用 /erp/v1/orders 的 cursor。',
    },
    clock_cursor: {
      name: '以时间为游标',
      why: '比“上次时间”更早开始、更晚提交的记录会永远漏掉；两边时钟也未必一致。',
      instead: '用位置而不是时间：/erp/v1/orders 返回的 cursor。',
    },
  } satisfies Record<ScriptMistake, Words>,
}

const en: typeof zh = {
  open: 'Check a sync script',
  title: 'Check a sync script',
  hint: 'Looks for four known mistakes. The script is read on this computer and goes nowhere; what is not found may still be there.',
  language: 'Language',
  file: 'Choose a script',
  paste: 'or paste it',
  placeholder: "UPDATE orders SET status = 'to_ship'",
  none: 'None of the four was found.',
  found: (count) => (count === 1 ? 'Found in 1 place' : `Found in ${count} places`),
  line: (line) => `line ${line}`,
  tooLong: 'The script is too long; only its first 500,000 characters are checked',
  languages: zh.languages,
  mistakes: {
    overwrite: {
      name: 'Overwrites the status without a condition',
      why: 'Writes whatever the order stands at now: shipped orders go back to “to ship” or, written to Baton, are refused one by one.',
      instead: 'Write only what still is as you read it (WHERE … AND status = …), or send expectedSeq.',
    },
    no_idempotency: {
      name: 'No idempotency key',
      why: 'Sent again after a time-out, the same thing is written twice; a key made of the time or at random is none.',
      instead: 'Make the key of what happened, such as shipped:A-1001:YT7700001, and keep it when sending again.',
    },
    polling: {
      name: 'Polls by the clock',
      why: 'Most requests find nothing new, and what is new is found late.',
      instead: 'Subscribe to events; find what you missed by the cursor of /erp/v1/orders.',
    },
    clock_cursor: {
      name: 'Goes on from a time',
      why: 'What began before “last time” and was committed after it is missed for ever, and two clocks never agree.',
      instead: 'Go on from a position: the cursor that /erp/v1/orders returns.',
    },
  },
}

export const scriptWords = bilingual(zh, en)
