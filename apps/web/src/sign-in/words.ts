import { bilingual } from '#words/locale.tsx'

export const signInWords = bilingual(
  {
    product: '接力',
    tagline: '每一单，稳稳传到下一棒',
    title: '登录',
    username: '用户名',
    password: '密码',
    show: '显示密码',
    hide: '隐藏密码',
    enter: '登录',
    entering: '正在登录…',
    forgot: '忘记密码？请联系管理员重置。',
    points: ['多渠道订单，一个状态', '每次改动，都有出处', '谁也改不回已发货'],
    language: '语言',
  },
  {
    product: 'Baton',
    tagline: 'Every order, handed on without a drop',
    title: 'Sign in',
    username: 'User name',
    password: 'Password',
    show: 'Show password',
    hide: 'Hide password',
    enter: 'Sign in',
    entering: 'Signing in…',
    forgot: 'Forgot the password? An administrator can reset it.',
    points: ['Every channel, one status', 'Every change has a source', 'Nobody un-ships an order'],
    language: 'Language',
  },
)
