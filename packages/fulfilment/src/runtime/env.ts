import { z } from 'zod'
import { isAddressList } from './addresses.ts'

const Env = z.object({
  /** The application's role; it cannot change the schema nor the audit. */
  DATABASE_URL: z.url(),
  BATON_PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  BATON_HOST: z.string().default('127.0.0.1'),
  /** What people and platforms type; cookies and links are made for it. */
  BATON_PUBLIC_URL: z.url().default('http://localhost:3000'),
  /** Set by `npm start -- --lan`: where phones reach this machine; the server listens there too. */
  BATON_LAN_URL: z.url({ protocol: /^https$/ }).optional(),
  /** 32 random bytes in base64; encrypts credentials and receivers at rest. */
  BATON_SECRET_KEY: z.base64().refine((key) => Buffer.from(key, 'base64').length === 32, 'must be 32 bytes in base64'),
  BATON_AUTH_SECRET: z.string().min(32),
  BATON_DATA: z.string().default('.baton'),
  BATON_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** How many proxies in front set X-Forwarded-For; 0: use the socket's address. */
  BATON_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** Connections of this process to Postgres. */
  BATON_POOL: z.coerce.number().int().min(2).max(50).default(10),
  /** Private addresses that outgoing calls may reach: comma-separated hosts, hosts with a port, or networks. */
  BATON_ALLOW_PRIVATE: z.string().max(2000).default('').refine(isAddressList, 'must list hosts or networks'),
  /** So long after its last change an order that is over goes to the archive; 0: never. */
  BATON_ARCHIVE_DAYS: z.coerce
    .number()
    .int()
    .refine((days) => days === 0 || (days >= 60 && days <= 3650), 'must be 0 or 60–3650')
    .default(180),
  /** So long photos of inspections are kept; 0: for ever. */
  BATON_PHOTO_DAYS: z.coerce
    .number()
    .int()
    .refine((days) => days === 0 || (days >= 30 && days <= 3650), 'must be 0 or 30–3650')
    .default(180),
  /** So long what an outgoing call that is over said and heard is kept, and that it was made at all where no channel was told. 0: for ever. */
  BATON_CALL_DAYS: z.coerce
    .number()
    .int()
    .refine((days) => days === 0 || (days >= 30 && days <= 3650), 'must be 0 or 30–3650')
    .default(180),
  /** So long an alert that is closed is kept, and whom it reached. 0: for ever. */
  BATON_ALERT_DAYS: z.coerce
    .number()
    .int()
    .refine((days) => days === 0 || (days >= 30 && days <= 3650), 'must be 0 or 30–3650')
    .default(365),
  BATON_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
})
export type Env = z.infer<typeof Env>

/** Reads the environment once, at the door of a process. Throws one line that names every wrong variable. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== '' && value !== undefined))
  const parsed = Env.safeParse(present)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(({ path, message }) => {
    const name = path.join('.')
    return name in present ? `${name}: ${message}` : `${name} is not set`
  })
  throw new Error(`Environment is not usable: ${wrong.join('; ')}`)
}
