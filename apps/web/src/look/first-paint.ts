/** Runs before anything is painted, so it is in the page itself; `scripts/csp.ts` lets it through by its hash. */
export const FIRST_PAINT = `;(() => {
  try {
    const theme = localStorage.getItem('baton.theme')
    const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
    document.documentElement.classList.toggle('dark', dark)
    document.documentElement.classList.toggle('enrolled', localStorage.getItem('baton.scan.device') !== null)
    document.documentElement.classList.toggle('large-type', /"isLarge":true/.test(localStorage.getItem('baton.floor')))
    const saved = localStorage.getItem('baton.locale')
    const locale = saved ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en')
    document.documentElement.lang = locale === 'en' ? 'en' : 'zh-CN'
  } catch {
    document.documentElement.lang = 'zh-CN'
  }
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    window.batonInstall = event
  })
})()`
