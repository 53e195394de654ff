import { z } from 'zod'
import { ErpChangesInput, ErpLinkInput, ErpWrites } from './erp.ts'
import { ErpProducts } from './erp-products.ts'
import { ERRORS } from './errors.ts'
import { SELLER_FLAGS } from './seller-flag.ts'
import { ErpStock } from './stock.ts'

const SIGNED_HEADERS = [
  ['baton-key', 'The key id, ek_…'],
  ['webhook-id', 'New for every request'],
  ['webhook-timestamp', 'Unix seconds, at most five minutes off'],
  [
    'webhook-signature',
    'v1,<base64> of HMAC-SHA256 over `id.timestamp.content`; content is the raw body, for a GET `GET <path and query>`',
  ],
] as const

const IDEMPOTENCY = [
  'idempotency-key',
  'Minted by you, the same on every repeat of the same request; kept 400 days',
] as const

function header([name, description]: readonly [string, string]) {
  return { name, in: 'header', required: true, description, schema: { type: 'string' } }
}

function query(name: string, schema: object, description: string) {
  return { name, in: 'query', required: false, description, schema }
}

const CODES = Object.entries(ERRORS)
  .map(([code, { status, label }]) => `\`${code}\` (${status}): ${label.en}`)
  .join('\n')

const PROBLEM = {
  description: `RFC 9457 problem with a stable code and whether the same request may succeed later.\n${CODES}`,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function answered(description: string, schema: object) {
  return { 200: { description, content: { 'application/json': { schema } } }, default: PROBLEM }
}

const WRITE_ANSWERS = {
  ...answered('What became of each write; a duplicate is a success.', { $ref: '#/components/schemas/WriteResults' }),
  202: { description: 'The integration is paused: kept, and applied in its order once it is resumed.' },
}

const ORDER_REF_PARAMETERS = [
  query('id', { type: 'string' }, "Baton's id of the order"),
  query('number', { type: 'string' }, "the channel's number of it"),
  query('shop', { type: 'string' }, "the shop's number, where several shops may share order numbers"),
]

/** OpenAPI 3.1 of /erp/v1, made from the very schemas that check the requests. */
export function erpOpenApi(serverUrl: string): object {
  const signed = SIGNED_HEADERS.map(header)
  const { cursor, limit } = z.toJSONSchema(ErpChangesInput, { io: 'input' }).properties as Record<string, object>
  return {
    openapi: '3.1.0',
    info: {
      title: 'Baton ERP gateway',
      version: '1',
      description: 'Signed both ways by Standard Webhooks. docs/erp.md is the guide.',
    },
    servers: [{ url: serverUrl }],
    paths: {
      '/erp/v1/orders': {
        get: {
          summary: 'Orders that changed after a cursor, in commit order, each as it stands now',
          parameters: [
            ...signed,
            query('cursor', cursor ?? {}, 'of the last answer; 0 at first'),
            query('limit', limit ?? {}, ''),
          ],
          responses: answered('Orders, the next cursor, and whether there is more', {
            $ref: '#/components/schemas/Changes',
          }),
        },
      },
      '/erp/v1/orders/find': {
        get: {
          summary: 'One order',
          parameters: [...signed, ...ORDER_REF_PARAMETERS],
          responses: answered('The order; never its receiver', { $ref: '#/components/schemas/Order' }),
        },
      },
      '/erp/v1/orders/link': {
        post: {
          summary: "The link to the buyer's private page of an order: the one that works, made where there is none",
          parameters: signed,
          requestBody: {
            required: true,
            content: { 'application/json': { schema: z.toJSONSchema(ErpLinkInput, { io: 'input' }) } },
          },
          responses: answered('The link, and when it ends', { $ref: '#/components/schemas/Link' }),
        },
      },
      '/erp/v1/writes': {
        post: {
          summary: 'Up to 100 reports: a status, a hold, or lifting one',
          parameters: [...signed, header(IDEMPOTENCY)],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: z.toJSONSchema(ErpWrites, { io: 'input' }) } },
          },
          responses: WRITE_ANSWERS,
        },
      },
      '/erp/v1/imports': {
        post: {
          summary: 'A CSV of statuses: columns order, status, and where you have them shop, carrier, waybill',
          parameters: [...signed, header(IDEMPOTENCY)],
          requestBody: { required: true, content: { 'text/csv': { schema: { type: 'string' } } } },
          responses: WRITE_ANSWERS,
        },
      },
      '/erp/v1/stock': {
        put: {
          summary:
            'How much warehouses have of up to 1,000 SKUs, as it was at `saidAt`; what is older than what is known changes nothing',
          parameters: signed,
          requestBody: {
            required: true,
            content: { 'application/json': { schema: z.toJSONSchema(ErpStock, { io: 'input' }) } },
          },
          responses: answered('How many stand, how many were older, and which codes nobody here knows', {
            $ref: '#/components/schemas/StockResult',
          }),
        },
      },
      '/erp/v1/products': {
        put: {
          summary: 'Adds or changes up to 1,000 products by their SKUs; what is left out of a known one stays as it is',
          parameters: [...signed, header(IDEMPOTENCY)],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: z.toJSONSchema(ErpProducts, { io: 'input' }) } },
          },
          responses: answered('How many are new, how many changed, and how many stood so already', {
            $ref: '#/components/schemas/ProductsResult',
          }),
        },
      },
    },
    components: { schemas: SCHEMAS },
  }
}

const text = { type: 'string' }
const maybeText = { type: ['string', 'null'] }
const SCHEMAS = {
  Order: {
    type: 'object',
    properties: {
      ...{ id: text, seq: { type: 'integer' }, platform: text, shop: text, number: text, state: text, shown: text },
      ...{
        holds: { type: 'array', items: text },
        sellerFlag: { enum: [...SELLER_FLAGS, null] },
        sellerFlagLabel: maybeText,
        warehouse: maybeText,
        lockedUntil: maybeText,
        shipBy: maybeText,
        updatedAt: text,
      },
      lines: {
        type: 'array',
        items: {
          type: 'object',
          properties: { number: text, sku: maybeText, title: text, quantity: { type: 'integer' } },
        },
      },
      parcels: { type: 'array', items: { type: 'object', properties: { carrier: text, waybill: text, trace: text } } },
    },
  },
  Changes: {
    type: 'object',
    properties: {
      orders: { type: 'array', items: { $ref: '#/components/schemas/Order' } },
      cursor: text,
      more: { type: 'boolean' },
    },
  },
  Link: { type: 'object', properties: { order: text, url: text, endsAt: maybeText } },
  WriteResults: {
    type: 'object',
    properties: {
      results: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            order: maybeText,
            verdict: text,
            reason: maybeText,
            seq: { type: ['integer', 'null'] },
            code: maybeText,
          },
        },
      },
    },
  },
  StockResult: {
    type: 'object',
    properties: {
      applied: { type: 'integer' },
      stale: { type: 'integer' },
      unknownWarehouses: { type: 'array', items: text },
      unknownSkus: { type: 'array', items: text },
    },
  },
  ProductsResult: {
    type: 'object',
    properties: { created: { type: 'integer' }, changed: { type: 'integer' }, unchanged: { type: 'integer' } },
  },
  Problem: {
    type: 'object',
    properties: {
      ...{ type: text, title: text, status: { type: 'integer' }, code: { enum: Object.keys(ERRORS) } },
      ...{ retry: { enum: ['never', 'later'] }, fields: { type: 'object', additionalProperties: text } },
    },
  },
}
