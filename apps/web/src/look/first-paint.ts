const SOURCE = `;(() => {
  const root = document.documentElement
  const mark = (name, is) => root.classList.toggle(name, is)
  const kept = (name) => localStorage.getItem('baton.' + name)
  try {
    const theme = kept('theme')
    mark('dark', theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches))
    mark('enrolled', kept('scan.device') !== null)
    mark('large-type', /"isLarge":true/.test(kept('floor')))
    const locale = kept('locale') ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en')
    root.lang = locale === 'en' ? 'en' : 'zh-CN'
  } catch {
    root.lang = 'zh-CN'
  }
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    window.batonInstall = event
  })
})()`

/**
 * Runs before anything is painted, so it is in the page itself; `scripts/csp.ts` lets it through by its hash. Every page has
 * it three times, and all are kept on the device: without indentation.
 */
export const FIRST_PAINT = SOURCE.replace(/\n\s*/g, '\n')
