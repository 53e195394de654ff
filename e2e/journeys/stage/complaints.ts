import type { Page } from 'playwright-core'

/** What a journey asked for: by doing something that must be refused, or by cutting the network. */
const EXPECTED = [
  /status of 401/,
  /status of 403/,
  /ERR_INTERNET_DISCONNECTED/,
  /error occurred when fetching the script/,
]

/** Reports console errors, uncaught exceptions and refusals of the content policy. */
export function listenForComplaints(page: Page, complain: (complaint: string) => void): void {
  page.on('console', (message) => {
    if (message.type() !== 'error' || EXPECTED.some((pattern) => pattern.test(message.text()))) return
    complain(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => complain(`uncaught: ${error.message}`))
}
