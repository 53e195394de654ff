import type { SetupView } from '@baton/contract'
import { bilingual } from '#words/locale.tsx'
import { unassignedCount } from '../orders/unassigned.ts'
import type { StepGroup, StepKey, StepState } from './steps.ts'

type Say = (view: SetupView) => string
/** What each step says in the states that it can have. */
type StepWords = Record<StepKey, { readonly title: string } & Partial<Record<StepState, Say>>>

const zh: StepWords = {
  warehouses: {
    title: '发货仓库',
    open: () => '先建一个仓库：订单分给它，设备和打印机也属于它。',
    done: (view) => `${view.warehouses} 个仓库`,
  },
  rules: {
    title: '分仓规则',
    open: () => '没有规则，订单就没有仓库，到不了打包台。只有一个仓库时，建一条不带条件的规则就够。',
    wrong: (view) => `${unassignedCount(view.unassigned)} 个待发货的订单没有规则认领，不会到打包台`,
    done: (view) => `${view.rules} 条规则`,
  },
  products: {
    title: '商品资料',
    open: () => '有了条码，打包时才能核对拿的是不是这一件；品类用来分仓。可用 CSV 一次导入，或由 ERP 推送。',
    done: () => '已有商品资料',
  },
  channels: {
    title: '渠道应用',
    open: () => '填入平台应用的密钥，接力才能收到它的消息。',
    done: (view) => `${view.channels} 个渠道应用`,
  },
  shops: {
    title: '店铺授权',
    open: () => '每个店铺各自授权，补拉订单和发货回写都要用它。',
    wrong: (view) => `还缺授权：${view.shopsToAuthorise.join('、')}`,
    done: (view) => `${view.shops} 个店铺`,
  },
  address: {
    title: '公网地址',
    open: (view) =>
      `平台要把消息推到 ${view.publicUrl}，从公网打不开。请部署方把 BATON_PUBLIC_URL 设成公网的 https 地址，渠道卡片上的推送地址会随之改变。`,
    spare: () => '淘宝、拼多多由接力主动连接，不需要公网地址；其他渠道需要。',
    done: (view) => view.publicUrl,
  },
  heard: {
    title: '第一条消息',
    open: () => '还没有收到任何渠道的消息。接通以后，第一条会让这里变绿，不用刷新。',
    done: () => '渠道的消息已经到了',
  },
  devices: {
    title: '扫码设备',
    open: () => '在“设备”里出二维码，用 PDA 或手机扫一次就登记好，之后没有网络也能用。',
    done: (view) => `${view.devices} 台设备`,
  },
  badges: {
    title: '工牌',
    open: () => '一台 PDA 多人轮用时，扫工牌、输 PIN 就换人，谁扫的记在谁名下。',
    done: (view) => `${view.badges} 张工牌`,
  },
  printers: {
    title: '标签打印机',
    spare: () => '没有标签打印机也行：装箱单和面单可以用浏览器打印。',
    done: (view) => `${view.printers} 台打印机`,
  },
  people: {
    title: '告警送到人',
    open: () => '没人看屏幕时，超时和要拦下的包裹靠企业微信、钉钉、邮件或手机推送送到人。',
    done: (view) => `${view.waysToPeople} 条通道`,
  },
}

const one = (count: number, word: string) => (count === 1 ? `1 ${word}` : `${count} ${word}s`)

const en: StepWords = {
  warehouses: {
    title: 'A warehouse',
    open: () => 'Orders are assigned to it, and devices and printers belong to it.',
    done: (view) => one(view.warehouses, 'warehouse'),
  },
  rules: {
    title: 'Routing rules',
    open: () =>
      'Without a rule an order has no warehouse and reaches no packing table. With one warehouse, one rule without conditions is enough.',
    wrong: (view) =>
      `${unassignedCount(view.unassigned)} orders to be shipped that no rule takes: they reach no packing table`,
    done: (view) => one(view.rules, 'rule'),
  },
  products: {
    title: 'Products',
    open: () =>
      'With barcodes the floor can check that the right piece is packed; rules go by category. Import them by CSV, or let an ERP send them.',
    done: () => 'Products are known',
  },
  channels: {
    title: 'Channel apps',
    open: () => 'With the keys of the platform’s app Baton hears its messages.',
    done: (view) => one(view.channels, 'channel app'),
  },
  shops: {
    title: 'Shops',
    open: () => 'Each shop is authorised by itself: catching up and reporting shipments need it.',
    wrong: (view) => `Not authorised yet: ${view.shopsToAuthorise.join(', ')}`,
    done: (view) => one(view.shops, 'shop'),
  },
  address: {
    title: 'A public address',
    open: (view) =>
      `Platforms send their messages to ${view.publicUrl}, which the internet cannot open. Whoever runs Baton sets BATON_PUBLIC_URL to a public https address; the push addresses on the channel cards follow it.`,
    spare: () => 'Baton itself connects to Taobao and Pinduoduo; the other channels need one.',
    done: (view) => view.publicUrl,
  },
  heard: {
    title: 'The first message',
    open: () => 'No channel has told of anything yet. The first message turns this green by itself.',
    done: () => 'Messages arrive',
  },
  devices: {
    title: 'Devices to scan with',
    open: () => 'Devices shows a QR code; a PDA or phone scans it once, and works without network from then on.',
    done: (view) => one(view.devices, 'device'),
  },
  badges: {
    title: 'Badges',
    open: () => 'Where people share a PDA, a badge and a PIN say who scans.',
    done: (view) => one(view.badges, 'badge'),
  },
  printers: {
    title: 'Label printers',
    spare: () => 'Not needed: packing slips and labels can be printed by the browser.',
    done: (view) => one(view.printers, 'printer'),
  },
  people: {
    title: 'Alerts that reach people',
    open: () =>
      'Late orders and parcels to stop reach people over WeCom, DingTalk, e-mail or push when nobody watches a screen.',
    done: (view) => one(view.waysToPeople, 'way'),
  },
}

export const setupWords = bilingual(
  {
    title: '接入清单',
    hint: '从空白到第一单发出还差什么；做好一步，这里自己变绿',
    steps: zh,
    groups: {
      stock: '货从哪里发',
      orders: '订单从哪里来',
      floor: '现场怎么扫',
      people: '出了事谁知道',
    } satisfies Record<StepGroup, string>,
    states: { done: '已完成', open: '待办', wrong: '有问题', spare: '可选' } satisfies Record<StepState, string>,
    progress: (done: number, of: number) => `已完成 ${done} / ${of}`,
    allDone: '都准备好了',
    go: '去设置',
    look: '查看',
    assign: '去分仓',
    fix: '去处理',
  },
  {
    title: 'Set-up',
    hint: 'What is missing between an empty hub and the first parcel; each step turns green by itself',
    steps: en,
    groups: {
      stock: 'Where goods leave',
      orders: 'Where orders come from',
      floor: 'How the floor scans',
      people: 'Who hears of trouble',
    },
    states: { done: 'Done', open: 'To do', wrong: 'Wrong', spare: 'Optional' },
    progress: (done: number, of: number) => `${done} of ${of} done`,
    allDone: 'Everything is ready',
    go: 'Set up',
    look: 'Look',
    assign: 'Assign them',
    fix: 'Put right',
  },
)
