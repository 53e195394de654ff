import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const OWN_SHOP_SECRET = `whsec_${Buffer.from('bench bench bench bench bench 32').toString('base64')}`
export const DOUYIN_APP = { appKey: '7100000000000000001', appSecret: 'bench-secret' }

/**
 * A small merchant for benches and faults: one own shop and one Douyin shop, two warehouses, three rules.
 * `shopEvents`: where the own shop wants to hear of shipments; without it, it hears of none.
 */
export function writeBenchWorld({ shopEvents }: { shopEvents?: string } = {}): string {
  const file = join(tmpdir(), `baton-bench-world-${process.pid}.json`)
  process.once('exit', () => rmSync(file, { force: true }))
  const warehouse = (code: string, name: string, province: string) => ({
    code,
    name,
    province,
    city: name,
    address: '1 号',
  })
  const rule = (name: string, provinces: string[], warehouseCode: string) => ({ name, provinces, warehouseCode })
  writeFileSync(
    file,
    JSON.stringify({
      channels: [
        {
          platform: 'own-shop',
          name: 'Bench own shop',
          fields: { secret: OWN_SHOP_SECRET, ...(shopEvents ? { outgoingSecret: OWN_SHOP_SECRET } : {}) },
          ...(shopEvents ? { endpoints: { events: shopEvents } } : {}),
          shops: [{ name: 'Bench', nativeNumber: 'S1', fields: {} }],
        },
        {
          platform: 'douyin',
          name: 'Bench Douyin',
          fields: DOUYIN_APP,
          endpoints: { gateway: 'http://127.0.0.1:1' },
          shops: [{ name: 'Bench', nativeNumber: '95250', fields: { accessToken: 'bench' } }],
        },
      ],
      warehouses: [warehouse('E1', '华东仓', '浙江省'), warehouse('S1', '华南仓', '广东省')],
      products: Array.from({ length: 200 }, (_, index) => ({
        sku: `SKU-${index}`,
        name: `商品 ${index}`,
        category: index % 2 ? '家居' : '服饰',
      })),
      rules: [rule('华南', ['广东', '广西', '福建'], 'S1'), rule('其余', [], 'E1')],
    }),
  )
  return file
}
