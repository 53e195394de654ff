import { PRINTER_FAULTS, WORDS } from './words.js'

const EVERY_MS = 2000
const at = (id) => document.getElementById(id)
const language = () => (document.documentElement.lang.startsWith('zh') ? 'zh' : 'en')
const word = (key) => WORDS[key][language()]
let shown = ''

async function ask(faults) {
  const options = faults && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ faults }),
  }
  return (await fetch('/control/printer', options)).json()
}

function show(printer) {
  at('printer').hidden = printer.port === null
  document.querySelector('.rooms [href="#/printer"]').hidden = printer.port === null
  const now = JSON.stringify([printer, language()])
  if (now === shown) return
  shown = now
  const fault = printer.faults[0]
  const options = Object.entries(PRINTER_FAULTS).map(([value, label]) => new Option(label[language()], value))
  at('printer-fault').replaceChildren(new Option(word('ready'), ''), ...options)
  at('printer-fault').value = fault ?? ''
  const wait = printer.waiting > 0 ? ` · ${printer.waiting} ${word('held')}` : ''
  const standing = fault ? (PRINTER_FAULTS[fault]?.[language()] ?? fault) : word('ready')
  at('printer-standing').textContent = `${standing}${wait} · :${printer.port}`
  at('printer-standing').dataset.tone = fault ? 'bad' : 'good'
  const nothing = Object.assign(document.createElement('li'), { textContent: word('noPrints'), className: 'empty' })
  at('prints').replaceChildren(...(printer.prints.length ? printer.prints.map(printed) : [nothing]))
}

function printed({ number, at: when, language: spoken, texts, codes }) {
  const image = Object.assign(new Image(), {
    src: `/control/printer/prints/${number}.svg`,
    alt: [...texts, ...codes].filter(Boolean).join(', '),
    loading: 'lazy',
  })
  const link = Object.assign(document.createElement('a'), { href: image.src, target: '_blank' })
  link.append(image)
  const note = document.createElement('span')
  note.textContent = `#${number} ${spoken.toUpperCase()} ${new Date(when).toLocaleTimeString('en-GB')}`
  const item = document.createElement('li')
  item.append(link, note)
  return item
}

async function keepFresh() {
  if (!document.hidden) await ask().then(show, () => {})
  setTimeout(keepFresh, EVERY_MS)
}

at('printer-fault').addEventListener('change', async (event) => {
  show(await ask(event.target.value ? [event.target.value] : []))
})
keepFresh()
