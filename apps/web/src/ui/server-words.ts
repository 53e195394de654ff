import { bilingual } from '#words/locale.tsx'

export const serverWords = bilingual(
  {
    offline: '网络已断开，显示的是断开前的数据',
    failing: '服务器没有应答，正在重试。屏幕上的数据可能已过时。',
    slow: '还在等服务器应答。一直如此，请检查网络或联系管理员。',
  },
  {
    offline: 'You are offline; this is the data from before',
    failing: 'The server does not answer; trying again. What is on screen may be out of date.',
    slow: 'Still waiting for the server. If it stays so, check the network or tell an administrator.',
  },
)
