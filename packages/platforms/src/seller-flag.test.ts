import { describe, expect, test } from 'vitest'
import { readDouyinOrder } from './douyin/order.ts'
import { renderDouyinOrder } from './douyin/wire.ts'
import type { OrderSnapshot } from './driver.ts'
import { type JsonObject, type JsonToWrite, parseJson, stringifyJson } from './lossless-json.ts'
import { readPddOrder } from './pinduoduo/order.ts'
import { renderPddOrder } from './pinduoduo/wire.ts'
import { SAMPLE_ORDER } from './sample-order.fixture.ts'
import { SELLER_FLAGS_OF } from './seller-flags-of.ts'
import { readTaobaoTrade } from './taobao/order.ts'
import { renderTaobaoTrade } from './taobao/wire.ts'

type Wire = Record<string, JsonToWrite>
interface Platform {
  readonly render: (order: OrderSnapshot) => Wire
  readonly read: (order: JsonObject) => OrderSnapshot
  readonly field: string
}

const PLATFORMS = {
  taobao: { render: renderTaobaoTrade, read: readTaobaoTrade, field: 'seller_flag' },
  pinduoduo: { render: renderPddOrder, read: readPddOrder, field: 'remark_tag' },
  douyin: { render: renderDouyinOrder, read: readDouyinOrder, field: 'seller_remark_stars' },
} as const satisfies Record<string, Platform>
const ORDER = SAMPLE_ORDER

function reads({ render, read }: Platform, changed: Wire): { flag: string | null; label: string | null } {
  const wire = parseJson(stringifyJson({ ...render(ORDER), ...changed })) as JsonObject
  const { sellerFlag: flag, sellerFlagLabel: label } = read(wire)
  return { flag, label }
}

describe.each(Object.entries(PLATFORMS))('flags of %s', (name, platform) => {
  test('each reads back as it was written, and none as none', () => {
    for (const sellerFlag of [...SELLER_FLAGS_OF[name as keyof typeof PLATFORMS], null])
      expect(reads(platform, platform.render({ ...ORDER, sellerFlag }))).toEqual({ flag: sellerFlag, label: null })
    expect(reads(platform, { [platform.field]: null })).toEqual({ flag: null, label: null })
  })

  test('a grade that is not published keeps its number', () => {
    expect(reads(platform, { [platform.field]: 9 })).toMatchObject({
      flag: 'other',
      label: expect.stringMatching(/^9/),
    })
  })
})

test.each([
  ['taobao', { seller_flag: 1, seller_flag_tag: '优先' }, 'red', '优先'],
  ['taobao', { seller_flag: 5 }, 'purple', null],
  ['taobao', { seller_flag: 8, seller_flag_tag: '大客户' }, 'other', '8 大客户'],
  ['pinduoduo', { remark_tag: 4, remark_tag_name: '蓝色' }, 'blue', null],
  ['pinduoduo', { remark_tag: '2', remark_tag_name: '待联系' }, 'yellow', '待联系'],
  ['douyin', { seller_remark_stars: 1 }, 'purple', null],
  ['douyin', { seller_remark_stars: 2 }, 'cyan', null],
  ['douyin', { seller_remark_stars: 4 }, 'orange', null],
  ['douyin', { seller_remark_stars: 5 }, 'red', null],
] as const)('%s %o is published as %s', (name, wire, flag, label) => {
  expect(reads(PLATFORMS[name], wire)).toEqual({ flag, label })
})
