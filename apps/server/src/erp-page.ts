import { ERRORS, erpOpenApi } from '@baton/contract'
import type { Context } from '@baton/fulfilment/runtime'
import type { FastifyInstance } from 'fastify'
import { escaped, inlineSource } from './html.ts'

const STYLE = `body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1.5rem;color:#1a1d24;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}code,pre{font-family:ui-monospace,monospace;font-size:.875rem}
pre{background:#f2f4f7;padding:1rem;border-radius:.5rem;overflow:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
td,th{border-bottom:1px solid #d9dde4;text-align:left;padding:.4rem .6rem;vertical-align:top;overflow-wrap:anywhere}a{color:#2a52cc}
@media(prefers-color-scheme:dark){body{background:#12141a;color:#e6e8ee}pre{background:#1c2029}td,th{border-color:#333a47}a{color:#8fb0ff}}`
const POLICY = `default-src 'none'; style-src ${inlineSource(STYLE)}; frame-ancestors 'none'; base-uri 'none'`

interface Operation {
  readonly summary: string
  readonly parameters: readonly { name: string; in: string; description: string }[]
  readonly requestBody?: { content: Readonly<Record<string, { schema: object }>> }
}

/** What ERP developers read first: the OpenAPI file, and the same as a page without scripts or foreign parts. */
export async function mountErpPage(server: FastifyInstance, { ctx }: { ctx: Context }): Promise<void> {
  const openApi = erpOpenApi(ctx.env.BATON_PUBLIC_URL)
  const page = render(openApi as { paths: Record<string, Record<string, Operation>> })
  server.get('/erp/v1/openapi.json', async (_request, reply) => reply.header('cache-control', 'no-cache').send(openApi))
  server.get('/erp/v1', async (_request, reply) =>
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', POLICY)
      .send(page),
  )
}

function render({ paths }: { paths: Record<string, Record<string, Operation>> }): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => renderOperation(`${method.toUpperCase()} ${path}`, operation)),
  )
  const codes = Object.entries(ERRORS).map(
    ([code, { status, retry, label }]) =>
      `<tr><td><code>${code}</code></td><td>${status}</td><td>${retry}</td><td>${escaped(label.zh)}<br>${escaped(label.en)}</td></tr>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Baton ERP gateway</title><style>${STYLE}</style><h1>Baton ERP gateway</h1>
<p>Signed both ways by <a href="https://www.standardwebhooks.com/">Standard Webhooks</a>. Machine-readable: <a href="/erp/v1/openapi.json">openapi.json</a>.
The guide with code that runs is docs/erp.md.</p>${operations.join('')}
<h2>Codes</h2><table><tr><th>code</th><th>status</th><th>retry</th><th>meaning</th></tr>${codes.join('')}</table></html>`
}

function renderOperation(title: string, { summary, parameters, requestBody }: Operation): string {
  const rows = parameters.map(
    (one) => `<tr><td><code>${one.name}</code></td><td>${one.in}</td><td>${escaped(one.description)}</td></tr>`,
  )
  const bodies = Object.entries(requestBody?.content ?? {}).map(
    ([type, { schema }]) => `<p><code>${type}</code></p><pre>${escaped(JSON.stringify(schema, null, 1))}</pre>`,
  )
  return `<h2><code>${title}</code></h2><p>${escaped(summary)}</p><table>${rows.join('')}</table>${bodies.join('')}`
}
