import { FATES, INJECTIONS, MESSAGE_FATES, STATES, WORDS } from './words.js'

const SPEEDS = [1, 10, 60, 300, 1000]
const STATE_EVERY_MS = 1000
const LEDGER_EVERY_MS = 2000
const TONES = { waiting: 'wait', sent: 'wait', acked: 'good', given_up: 'bad' }

let language = localStorage.getItem('sandbox.language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en')
let state = null
const at = (id) => document.getElementById(id)
const word = (key) => WORDS[key][language]
const grouped = (count) => count.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB')

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

async function ask(path, body) {
  const options = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  const response = await fetch(`/control/${path}`, options)
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}

/** Does something and says what came of it. */
async function act(path, body, describe) {
  try {
    const answer = await ask(path, body)
    if (answer.channels) show(answer)
    say(describe?.(answer) ?? '', false)
    await refreshLedger()
  } catch (error) {
    say(error.message, true)
  }
}

function say(text, wrong) {
  const outcome = at('outcome')
  outcome.textContent = text
  outcome.dataset.tone = wrong ? 'bad' : 'good'
}

function show(next) {
  state = next
  const standing = state.quiet ? 'quiet' : state.running ? 'running' : 'paused'
  at('standing').textContent = word(standing)
  at('standing').dataset.tone = state.running ? 'good' : 'wait'
  at('run').textContent = word(state.running ? 'pause' : 'start')
  at('simulated').dateTime = state.simulatedTime
  at('simulated').textContent = new Date(state.simulatedTime).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB')
  for (const input of at('speeds').querySelectorAll('input')) input.checked = Number(input.value) === state.speed
  const volume = at('volume')
  if (document.activeElement !== volume) chooseVolume(volume)
  showNumbers()
  at('channels').replaceChildren(...state.channels.map(channelCard))
  showSource()
}

function chooseVolume(volume) {
  const value = String(state.volume)
  if (![...volume.options].some((option) => option.value === value))
    volume.add(new Option(grouped(state.volume), value))
  volume.value = value
}

function showNumbers() {
  const total = (key) => state.channels.reduce((sum, channel) => sum + channel.messages[key], 0)
  const numbers = [
    ['orders', state.orders.total],
    ['sent', total('sent')],
    ['acked', total('acked')],
    ['failed', total('failed')],
    ['waiting', state.waiting],
    ['armed', state.armed.held + state.armed.faults],
  ]
  const tiles = numbers.map(([key, count]) =>
    element('div', {}, element('strong', { textContent: grouped(count) }), element('span', { textContent: word(key) })),
  )
  at('numbers').replaceChildren(...tiles)
}

function channelCard(channel) {
  const socket = channel.arrival === 'socket'
  const [reached, lost] = socket ? ['connected', 'unconnected'] : ['addressed', 'unaddressed']
  const standing = channel.reachable ? reached : lost
  const pill = element('span', { className: 'pill', textContent: word(standing) })
  pill.dataset.tone = channel.reachable ? 'good' : 'wait'
  const orders = channel.shops.reduce((sum, shop) => sum + shop.orders, 0)
  const rows = [
    ['orders', orders],
    ['sent', channel.messages.sent],
    ['acked', channel.messages.acked],
    ['failed', channel.messages.failed],
    ['waiting', channel.waiting],
    ...(channel.messages.givenUp ? [['givenUp', channel.messages.givenUp]] : []),
    ['calls', channel.gateway.calls],
    ['told', channel.shipments.shipped + channel.shipments.refused + channel.shipments.doubled],
    ...(channel.shipments.refused ? [['refused', channel.shipments.refused]] : []),
    ...(channel.shipments.doubled ? [['doubled', channel.shipments.doubled]] : []),
    ...(channel.gateway.limited ? [['limited', channel.gateway.limited]] : []),
    ...(channel.gateway.faults ? [['faults', channel.gateway.faults]] : []),
    ...(socket ? [['sockets', channel.connections]] : []),
  ]
  const list = element('dl')
  const named = (key) => element('dt', { textContent: word(key) })
  for (const [key, count] of rows) {
    list.append(element('div', {}, named(key), element('dd', { textContent: grouped(count) })))
  }
  return element('li', {}, element('h3', {}, element('span', { textContent: channel.name }), pill), list)
}

function showSource() {
  const { invoices, days, firstDay, lastDay, foldedDays, cancellations } = state.data
  at('source').textContent =
    language === 'zh'
      ? `数据：Online Retail（Daqing Chen，UCI，CC BY 4.0），${firstDay} 至 ${lastDay} 的 ${days} 个真实营业日、${grouped(invoices)} 张发票、${cancellations} 次取消；当前一天由 ${foldedDays} 个真实日折叠而成。买家与渠道均为虚构。种子 ${state.seed}。`
      : `Data: Online Retail (Daqing Chen, UCI, CC BY 4.0): ${grouped(invoices)} invoices and ${cancellations} cancellations of ${days} real trading days, ${firstDay} to ${lastDay}; this day is folded from ${foldedDays} of them. Buyers and channels are invented. Seed ${state.seed}.`
}

function ledgerRow(message) {
  const last = message.sentAt.at(-1) ?? message.madeAt
  const tries = message.sentAt.length > 1 ? ` · ${message.sentAt.length} ${word('times')}` : ''
  const fate = element('span', {
    className: 'fate',
    textContent: FATES[message.fate][language],
    title: message.answer ?? '',
  })
  fate.dataset.tone = TONES[message.fate]
  const number = element('button', { type: 'button', className: 'number', textContent: message.orderNumber ?? '' })
  number.addEventListener('click', () => pickOrder(message.orderNumber))
  return element(
    'li',
    {},
    element('span', { className: 'when', textContent: new Date(last).toLocaleTimeString('en-GB') + tries }),
    element('span', { className: 'channel', textContent: message.channel.split('·').at(-1) }),
    element('code', { className: 'what', textContent: message.topic, title: message.id }),
    element('code', { className: 'which' }, message.orderNumber ? number : '—'),
    fate,
  )
}

function pickOrder(number) {
  at('advance').elements.number.value = number
  at('filter').elements.orderNumber.value = number
  refreshLedger()
}

async function refreshLedger() {
  const { channel, orderNumber } = at('filter').elements
  const query = new URLSearchParams({ channel: channel.value, orderNumber: orderNumber.value.trim(), limit: '40' })
  const { messages } = await ask(`ledger?${query}`)
  const rows = messages.map(ledgerRow)
  const nobody = element('li', { className: 'empty', textContent: word('empty') })
  if (!at('ledger').contains(document.activeElement)) at('ledger').replaceChildren(...(rows.length ? rows : [nobody]))
}

function messageRow(message) {
  const fate = element('span', { className: 'fate', textContent: MESSAGE_FATES[message.fate][language] })
  fate.dataset.tone = message.fate === 'arrived' ? 'good' : 'bad'
  const said = [message.title, message.text].filter(Boolean).join('：')
  return element(
    'li',
    {},
    element('span', { className: 'when', textContent: new Date(message.at).toLocaleTimeString('en-GB') }),
    element('span', { className: 'channel', textContent: `${word(message.messenger)} · ${word(message.form)}` }),
    element('code', { className: 'what', textContent: said, title: said }),
    element('code', { className: 'which', textContent: message.to }),
    fate,
  )
}

async function refreshMessages() {
  const { messages } = await ask('messages?limit=40')
  const nobody = element('li', { className: 'empty', textContent: word('noMessages') })
  at('messages').replaceChildren(...(messages.length ? messages.map(messageRow) : [nobody]))
}

function speak() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  document.title = `${word('title')} · Baton`
  for (const spoken of document.querySelectorAll('[data-word]')) spoken.textContent = word(spoken.dataset.word)
  for (const named of document.querySelectorAll('[data-name]')) named.ariaLabel = word(named.dataset.name)
  at('language').textContent = language === 'zh' ? 'English' : '中文'
  at('language').lang = language === 'zh' ? 'en' : 'zh-CN'
  fillChoices()
  if (state) show(state)
}

function fillChoices() {
  const kept = new Map([...document.querySelectorAll('select')].map((select) => [select, select.value]))
  for (const list of document.querySelectorAll('.channel-list')) {
    const channels = (state?.channels ?? []).map(({ platform, name }) => new Option(name, platform))
    list.replaceChildren(new Option(word('all'), ''), ...channels)
  }
  const options = () => Object.entries(STATES).map(([value, label]) => new Option(label[language], value))
  at('states').replaceChildren(...options())
  at('targets').replaceChildren(...options().slice(1))
  at('states').value = 'paid'
  at('targets').value = 'shipped'
  for (const [select, value] of kept)
    if ([...select.options].some((option) => option.value === value)) select.value = value
  const buttons = Object.entries(INJECTIONS).map(([kind, label]) => {
    const button = element('button', { type: 'button', textContent: label[language] })
    button.addEventListener('click', () => injectNow(kind, label))
    return button
  })
  at('injections').replaceChildren(...buttons)
}

function injectNow(kind, label) {
  const channel = at('aim').value
  act('inject', { kind, ...(channel ? { channel } : {}) }, ({ affected }) => `${label[language]}: ${affected}`)
}

function listen() {
  const speeds = element('div')
  for (const speed of SPEEDS) {
    const input = element('input', { type: 'radio', name: 'speed', value: speed })
    input.addEventListener('change', () => act('speed', { speed }))
    speeds.append(element('label', {}, input, `${speed}×`))
  }
  at('speeds').append(speeds)
  at('run').addEventListener('click', () => act(state?.running ? 'pause' : 'start', {}))
  at('volume').addEventListener('change', (event) => act('volume', { volume: Number(event.target.value) }))
  at('language').addEventListener('click', () => {
    language = language === 'zh' ? 'en' : 'zh'
    localStorage.setItem('sandbox.language', language)
    speak()
    refreshLedger()
  })
  at('look').addEventListener('click', () => {
    const dark = getComputedStyle(document.documentElement).colorScheme === 'dark'
    const system = matchMedia('(prefers-color-scheme: dark)').matches
    const isDark = document.documentElement.dataset.look ? dark : system
    wear(isDark ? 'light' : 'dark')
  })
  at('rate').addEventListener('change', (event) => {
    const channel = at('aim').value
    const perSecond = event.target.value === '' ? null : Number(event.target.value)
    act('rate', { perSecond, ...(channel ? { channel } : {}) })
  })
  at('make').addEventListener('submit', (event) => {
    event.preventDefault()
    const { channel, state: to, count } = event.target.elements
    const wanted = { state: to.value, count: Number(count.value), ...(channel.value ? { channel: channel.value } : {}) }
    act('orders', wanted, ({ orders }) =>
      orders
        .map((order) => order.number)
        .slice(0, 6)
        .join('  '),
    )
  })
  at('advance').addEventListener('submit', (event) => {
    event.preventDefault()
    const { number, to } = event.target.elements
    const path = `orders/${encodeURIComponent(number.value.trim())}/advance`
    act(path, { to: to.value }, (order) => `${order.number}: ${order.messages.map(({ topic }) => topic).join(', ')}`)
  })
  at('filter').addEventListener('input', refreshLedger)
  at('filter').addEventListener('submit', (event) => event.preventDefault())
}

function wear(look) {
  document.documentElement.dataset.look = look
  localStorage.setItem('sandbox.look', look)
}

async function keepFresh() {
  try {
    show(await ask('state'))
  } catch {
    at('standing').textContent = word('lost')
    at('standing').dataset.tone = 'bad'
  }
  setTimeout(keepFresh, document.hidden ? STATE_EVERY_MS * 10 : STATE_EVERY_MS)
}

async function keepLedgerFresh() {
  if (!document.hidden) await Promise.all([refreshLedger(), refreshMessages()]).catch(() => {})
  setTimeout(keepLedgerFresh, LEDGER_EVERY_MS)
}

const look = localStorage.getItem('sandbox.look')
if (look) wear(look)
listen()
state = await ask('state').catch(() => null)
speak()
keepFresh()
keepLedgerFresh()
