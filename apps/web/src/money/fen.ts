const SIGNS: Readonly<Record<string, string>> = { CNY: '¥', USD: 'US$', EUR: '€', HKD: 'HK$', JPY: 'JP¥' }

/** 1234567 fen of CNY → `¥12,345.67`. Never through a floating-point yuan. */
export function moneyText(fen: number, currency: string): string {
  const size = Math.abs(fen)
  const whole = Math.floor(size / 100).toString()
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const cents = (size % 100).toString().padStart(2, '0')
  return `${fen < 0 ? '−' : ''}${SIGNS[currency] ?? `${currency} `}${grouped}.${cents}`
}
