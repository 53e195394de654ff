import { bilingual } from '#words/locale.tsx'

export const handOverWords = bilingual(
  {
    handOver: '交接这一车？',
    parcels: '包裹',
    orders: '订单',
    here: '本机扫描',
    list: '交接清单',
    unsent: (n: number) => `还有 ${n} 次扫描没有上传。连上网络，等两边数字相同再交接。`,
    noNetwork: '没有网络，看不到清单。连上网络再交接。',
    confirm: (n: number) => `确认交接 ${n} 件`,
    empty: '这车是空的，关掉',
    asking: '正在读取清单…',
    print: '打印交接单',
    printHint: '上面有装车码：贴在门口，别的设备扫它就装这一车',
  },
  {
    handOver: 'Hand over this trip?',
    parcels: 'parcels',
    orders: 'orders',
    here: 'scanned here',
    list: 'Hand-over list',
    unsent: (n: number) =>
      `${n} ${n === 1 ? 'scan is' : 'scans are'} not on the server yet. Connect and wait until both numbers agree.`,
    noNetwork: 'Without network there is no list. Connect, then hand over.',
    confirm: (n: number) => `Hand over ${n} ${n === 1 ? 'parcel' : 'parcels'}`,
    empty: 'Close this empty trip',
    asking: 'Reading the list…',
    print: 'Print the slip',
    printHint: 'It carries the loading code: other devices scan it to load this truck',
  },
)
