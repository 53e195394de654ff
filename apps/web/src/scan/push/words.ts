import { bilingual } from '#words/locale.tsx'

export const pushWords = bilingual(
  {
    push: '推送',
    turnOn: '打开',
    turnOff: '关闭推送',
    test: '测试',
    busy: '请稍候…',
    states: {
      on: '可以收到推送',
      off: '还没有打开',
      unsupported: '这台设备不支持推送：打开看板，点铃铛，用声音提醒',
      timed_out: '推送服务没有回应（国内 PDA 常见）：打开看板，点铃铛，用声音提醒',
      blocked: '通知被禁止：在浏览器的网站设置里允许通知',
    },
    told: {
      sent: '已发出：几秒内应弹出一条通知',
      failed: '没有成功，请稍后再试',
      sign_in: '请先刷工牌或登录，推送要知道发给谁',
    },
  },
  {
    push: 'Push',
    turnOn: 'Switch on',
    turnOff: 'Switch push off',
    test: 'Test',
    busy: 'One moment…',
    states: {
      on: 'Push reaches this device',
      off: 'Not switched on',
      unsupported: 'This device has no push: open the board and tap its bell, sound alerts instead',
      timed_out:
        'The push service does not answer (common on Chinese PDAs): open the board and tap its bell, sound alerts instead',
      blocked: 'Notifications are forbidden: allow them in the browser’s site settings',
    },
    told: {
      sent: 'Sent: a notification should come within seconds',
      failed: 'It did not work; try again later',
      sign_in: 'Badge or sign in first: push must know whom it is for',
    },
  },
)
