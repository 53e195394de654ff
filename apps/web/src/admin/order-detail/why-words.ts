import type { RuleCondition, StockVerdict } from '@baton/contract'
import { bilingual } from '#words/locale.tsx'

const zh = {
  ask: '规则怎么看',
  title: '分仓规则怎么看这一单',
  hint: '按现在的规则、商品和参考库存；当初分仓时的情况可能不同。',
  takes: '匹配，由它决定',
  matchesToo: '也匹配，但排在后面',
  lacks: (conditions: readonly string[]) => `不匹配：${conditions.join('、')}`,
  nobody: '没有规则匹配这一单。',
  noSku: '没有 SKU 的商品行',
  has: (verdict: string, quantity: number) => `${verdict}（有 ${quantity}）`,
  conditions: {
    provinces: '收件省份',
    platforms: '渠道',
    categories: '品类',
    skus: 'SKU',
    stock: '参考库存',
  } satisfies Record<RuleCondition, string>,
  verdicts: { enough: '够', short: '不够', old: '太旧，当作不知道', unknown: '不知道' } satisfies Record<
    StockVerdict,
    string
  >,
}

const en: typeof zh = {
  ask: 'How the rules see it',
  title: 'How the routing rules see this order',
  hint: 'By the rules, products and stock hints of now; when it was assigned they may have been others.',
  takes: 'Matches and decides',
  matchesToo: 'Would match too, but comes later',
  lacks: (conditions) => `Does not match: ${conditions.join(', ')}`,
  nobody: 'No rule matches this order.',
  noSku: 'a line without SKU',
  has: (verdict, quantity) => `${verdict} (${quantity} there)`,
  conditions: {
    provinces: 'receiver’s province',
    platforms: 'channel',
    categories: 'category',
    skus: 'SKU',
    stock: 'stock hints',
  },
  verdicts: { enough: 'enough', short: 'not enough', old: 'too old, counts as unknown', unknown: 'unknown' },
}

export const whyWords = bilingual(zh, en)
