import { bilingual } from '#words/locale.tsx'

export const listWords = bilingual(
  {
    tasks: '任务',
    tasksHint: (shown: number, waiting: number) =>
      `${waiting} 单待处理${waiting > shown ? `，先做这 ${shown} 单` : ''}`,
    noTasks: '没有待处理的订单',
    noTasksHint: '新订单到了会出现在这里',
    pieces: (n: number) => `${n} 件`,
    noDeadline: '无时限',
    asOf: '数据时间',
    old: '没有网络，显示的是之前的数据',
    unheard: '没有网络，看不到任务。扫码照常可用。',
    again: '刷新',
    trips: '装车',
    noTrips: '没有正在装的车',
    noTripsHint: '选承运商，开新的一车',
    parcels: (n: number) => `${n} 件`,
    openTrip: '开新的一车',
    openTitle: '哪家快递的车？',
    tripsUnheard: '没有网络，看不到车。可以直接扫装车码。',
  },
  {
    tasks: 'Tasks',
    tasksHint: (shown: number, waiting: number) =>
      `${waiting} waiting${waiting > shown ? `; begin with these ${shown}` : ''}`,
    noTasks: 'Nothing is waiting',
    noTasksHint: 'New orders appear here',
    pieces: (n: number) => (n === 1 ? '1 piece' : `${n} pieces`),
    noDeadline: 'no deadline',
    asOf: 'as of',
    old: 'No network; this is from before',
    unheard: 'Without network there are no tasks to show. Scanning goes on as usual.',
    again: 'Refresh',
    trips: 'Loading',
    noTrips: 'No truck is being loaded',
    noTripsHint: 'Choose a carrier and open a trip',
    parcels: (n: number) => (n === 1 ? '1 parcel' : `${n} parcels`),
    openTrip: 'Open a new trip',
    openTitle: 'Whose truck is it?',
    tripsUnheard: 'Without network there are no trips to show. A loading code can be scanned all the same.',
  },
)
