import { bilingual } from '#words/locale.tsx'

export const stockWords = bilingual(
  {
    title: '参考库存',
    importCsv: '导入参考库存',
    asks: '有货才分',
    asksHint: '本仓的参考库存够发整单才匹配；不占用、不扣减，没有数据或太旧都不匹配',
    hours: '参考库存最多多旧（小时）',
    hoursHint: '更早的当作不知道，这条规则不匹配，轮到下一条',
    condition: (hours: number) => `够发整单，${hours} 小时内`,
    saidBy: (name: string) => `来自${name}`,
    none: '没有数据',
  },
  {
    title: 'Stock hints',
    importCsv: 'Import stock hints',
    asks: 'Only where it is in stock',
    asksHint:
      'Matches where this warehouse’s stock hints cover the whole order; nothing is reserved, and what is unknown or too old does not match',
    hours: 'How old a hint may be, in hours',
    hoursHint: 'Older ones count as unknown: the rule does not match, and the next one is asked',
    condition: (hours: number) => `cover the order, at most ${hours} h old`,
    saidBy: (name: string) => `from ${name}`,
    none: 'none',
  },
)
