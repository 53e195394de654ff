const LONGEST = 4000
const SECRET_FIELDS =
  /((?:access_?token|openid|session|secret|sign|signature|password|key|authorization)["']?\s*[=:]\s*["']?)([^"'&\s,}]{4,})/gi
const PHONE = /(?<!\d)((?:(?:00)?86[- ]?)?1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?!\d)/g
/** Begins only where a word does: an answer of megabytes without an @ would else be read anew from each letter. */
const EMAIL = /(?<![\w.+-])([\w.+-])[\w.+-]*(@[\w-]+\.[\w.-]+)/g

/** What people may read of a request or an answer: secrets out, phone numbers and addresses masked, cut to 4,000 characters. */
export function withoutSecrets(text: string): string {
  const clean = text
    .replace(SECRET_FIELDS, '$1…')
    .replace(PHONE, '$1****$2')
    .replace(EMAIL, '$1***$2')
    .replaceAll('\0', '')
    .toWellFormed()
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean
}
