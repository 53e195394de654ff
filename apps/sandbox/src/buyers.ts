import type { PlatformId } from '@baton/contract'
import type { ReceiverSnapshot } from '@baton/platforms'
import { chance, digits, hash32, pick, whole } from './seeded.ts'

/** Invented people and streets; provinces, cities and districts are real names. */
const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余']
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华梅鑫波斌玲红辉婷宇浩然子涵欣怡雨晨思远']
const STREETS = [
  '学府路',
  '人民路',
  '解放路',
  '滨江路',
  '文化路',
  '建设路',
  '和平路',
  '光明街',
  '幸福里',
  '春晖路',
  '湖滨路',
  '新华街',
]
const ESTATES = [
  '青竹苑',
  '云栖花园',
  '金桂园',
  '海棠湾',
  '银杏里',
  '书香府',
  '江南名邸',
  '星河湾',
  '梧桐院',
  '锦绣家园',
]

const PLACES: readonly (readonly [weight: number, province: string, city: string, districts: string])[] = [
  [9, '浙江省', '杭州市', '西湖区 余杭区 滨江区 萧山区'],
  [4, '浙江省', '宁波市', '海曙区 鄞州区 江北区'],
  [9, '江苏省', '南京市', '鼓楼区 江宁区 玄武区'],
  [6, '江苏省', '苏州市', '姑苏区 吴中区 虎丘区'],
  [9, '上海市', '上海市', '浦东新区 徐汇区 闵行区 静安区'],
  [4, '安徽省', '合肥市', '包河区 蜀山区'],
  [4, '福建省', '厦门市', '思明区 湖里区'],
  [3, '江西省', '南昌市', '红谷滩区 东湖区'],
  [5, '山东省', '济南市', '历下区 市中区'],
  [4, '山东省', '青岛市', '市南区 崂山区'],
  [11, '广东省', '广州市', '天河区 海珠区 番禺区 白云区'],
  [9, '广东省', '深圳市', '南山区 福田区 龙岗区 宝安区'],
  [4, '广东省', '东莞市', '南城街道 东城街道'],
  [3, '广西壮族自治区', '南宁市', '青秀区 西乡塘区'],
  [1, '海南省', '海口市', '龙华区 美兰区'],
  [5, '湖南省', '长沙市', '岳麓区 雨花区'],
  [5, '湖北省', '武汉市', '洪山区 武昌区 江汉区'],
  [6, '四川省', '成都市', '锦江区 武侯区 高新区'],
  [4, '重庆市', '重庆市', '渝中区 江北区 南岸区'],
  [2, '云南省', '昆明市', '五华区 盘龙区'],
  [2, '贵州省', '贵阳市', '云岩区 南明区'],
  [9, '北京市', '北京市', '朝阳区 海淀区 丰台区 通州区'],
  [4, '天津市', '天津市', '南开区 河西区 滨海新区'],
  [4, '河北省', '石家庄市', '长安区 裕华区'],
  [5, '河南省', '郑州市', '金水区 二七区'],
  [3, '陕西省', '西安市', '雁塔区 碑林区'],
  [2, '山西省', '太原市', '小店区 迎泽区'],
  [3, '辽宁省', '沈阳市', '和平区 浑南区'],
  [2, '吉林省', '长春市', '朝阳区 南关区'],
  [2, '黑龙江省', '哈尔滨市', '南岗区 道里区'],
  [1, '内蒙古自治区', '呼和浩特市', '新城区 赛罕区'],
  [1, '甘肃省', '兰州市', '城关区'],
  [1, '宁夏回族自治区', '银川市', '兴庆区'],
  [1, '新疆维吾尔自治区', '乌鲁木齐市', '天山区'],
]
/** Buyers of the shop abroad. */
const EUROPEANS = ['Anna Keller', 'Marie Dubois', 'Jan de Vries', 'Sofia Rossi', 'Lukas Huber', 'Elena García'] as const
const EUROPE: readonly (readonly [province: string, city: string, street: string])[] = [
  ['Berlin', 'Berlin', 'Lindenstraße'],
  ['Île-de-France', 'Paris', 'Rue des Lilas'],
  ['Noord-Holland', 'Amsterdam', 'Prinsengracht'],
  ['Lombardia', 'Milano', 'Via Roma'],
  ['Wien', 'Wien', 'Hauptstraße'],
]

const TOTAL = PLACES.reduce((sum, [weight]) => sum + weight, 0)

export interface Buyer {
  readonly id: string
  readonly nick: string
  readonly receiver: ReceiverSnapshot
}

/** The invented buyer of one order, masked as its platform masks; `addressVersion` grows with each address change. */
export function buyerOf(platform: PlatformId, seed: number, addressVersion: number): Buyer {
  if (platform === 'shopify') return europeanOf(seed, addressVersion)
  const surname = pick(seed, 'surname', SURNAMES)
  const given = `${pick(seed, 'given1', GIVEN)}${chance(seed, 'long') < 0.7 ? pick(seed, 'given2', GIVEN) : ''}`
  const [, province, city, districts] = placeOf(seed)
  const where = `street:${addressVersion}`
  const street = pick(seed, where, STREETS)
  const house = whole(seed, `${where}:house`, [1, 399])
  const estate = pick(seed, `${where}:estate`, ESTATES)
  const flat = `${whole(seed, `${where}:block`, [1, 28])}幢${whole(seed, `${where}:flat`, [101, 2604])}室`
  const phone = `1${pick(seed, 'phone', ['3', '5', '7', '8', '9'])}${digits(seed, 'phone', 9)}`
  const handle = `${hash32(seed, `${where}:handle`).toString(36)}${hash32(seed, 'handle').toString(36)}`
  const place = { province, city, district: pick(seed, where, districts.split(' ')) }
  const plain = { name: `${surname}${given}`, phone, address: `${street}${house}号${estate}${flat}` }
  if (platform === 'woocommerce') {
    const receiver = { ...place, ...plain, district: '', address: `${place.district}${plain.address}`, handle: null }
    return { id: digits(seed, 'customer', 6), nick: '', receiver }
  }
  return {
    id: `o${digits(seed, 'open-id', 20)}`,
    nick: `${surname}**${whole(seed, 'nick', [0, 9])}`,
    receiver: { ...place, ...masked(platform, plain), handle },
  }
}

/** Each platform hides other parts; an own shop sends what it has, masked by the shop itself. */
function masked(
  platform: Exclude<PlatformId, 'shopify' | 'woocommerce'>,
  plain: { name: string; phone: string; address: string },
) {
  const { name, phone, address } = plain
  const first = name.slice(0, 1)
  const tail = phone.slice(-4)
  switch (platform) {
    case 'taobao':
      return {
        name: `${first}${'*'.repeat(name.length - 1)}`,
        phone: `*******${tail}`,
        address: `${address.slice(0, 2)}***`,
      }
    case 'pinduoduo':
      return { name: `${first}**`, phone: `${phone.slice(0, 3)}****${tail}`, address: `${address.slice(0, 3)}******` }
    case 'douyin':
      return { name: `${first}*`, phone: `${phone.slice(0, 1)}******${tail}`, address: `${'*'.repeat(6)}` }
    case 'weixin-shop':
      return { name: `${first}**`, phone: `${phone.slice(0, 3)}****${tail}`, address: `${address.slice(0, 4)}****` }
    case 'own-shop':
      return { name: `${first}${'*'.repeat(name.length - 1)}`, phone: `${phone.slice(0, 3)}****${tail}`, address }
  }
}

/** Shop systems of one's own hide nothing. */
function europeanOf(seed: number, addressVersion: number): Buyer {
  const [province, city, street] = pick(seed, `street:${addressVersion}`, EUROPE)
  const receiver = {
    name: pick(seed, 'name', EUROPEANS),
    phone: `+49${digits(seed, 'phone', 9)}`,
    province,
    city,
    district: '',
    address: `${street} ${whole(seed, `street:${addressVersion}:house`, [1, 199])}`,
    handle: null,
  }
  return { id: digits(seed, 'customer', 13), nick: '', receiver }
}

function placeOf(seed: number): (typeof PLACES)[number] {
  let left = chance(seed, 'place') * TOTAL
  for (const place of PLACES) {
    left -= place[0]
    if (left < 0) return place
  }
  return PLACES[0] ?? [1, '浙江省', '杭州市', '西湖区']
}
