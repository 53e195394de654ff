import { bilingual } from '#words/locale.tsx'

export const signInWords = bilingual(
  {
    product: '接力',
    tagline: '每一单，稳稳传到下一棒',
    title: '登录',
    username: '用户名',
    password: '密码',
    enter: '登录',
    entering: '正在登录…',
    forgot: '忘记密码？请联系管理员重置。',
    points: ['多渠道订单，一个状态', '每次改动，都有出处', '谁也改不回已发货'],
    language: '语言',
    ended: '登录已结束',
    endedHint: (name: string) => `${name}，请再输入一次密码。填写的内容还在，登录后可以接着保存。`,
    leave: '放弃填写，去登录页',
  },
  {
    product: 'Baton',
    tagline: 'Every order, handed on without a drop',
    title: 'Sign in',
    username: 'User name',
    password: 'Password',
    enter: 'Sign in',
    entering: 'Signing in…',
    forgot: 'Forgot the password? An administrator can reset it.',
    points: ['Every channel, one status', 'Every change has a source', 'Nobody un-ships an order'],
    language: 'Language',
    ended: 'You are no longer signed in',
    endedHint: (name: string) =>
      `${name}, please enter your password again. What you filled in is still here and can then be saved.`,
    leave: 'Discard it and leave',
  },
)
