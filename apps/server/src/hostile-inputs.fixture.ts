import fc from 'fast-check'

/** As much of JSON Schema as zod writes. */
export interface JsonSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly prefixItems?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly minItems?: number
  readonly maxItems?: number
}

/** A number of JSON that no JavaScript writes; put in after the rest was written. */
const HUGE = '@1e999@'

const NAUGHTY_TEXTS = [
  ...['', ' ', '\0', 'a\0b', '\ud800', '\udfff\ud800', '\ufeff', '\u202eabc', '👩‍👩‍👧', 'ﷺ', '１２３', 'İ', 'ß'],
  ...[
    "'",
    "' OR 1=1 --",
    '"; DROP TABLE orders; --',
    '\\',
    '%',
    '_',
    '%%%%%',
    '$1',
    '{{7*7}}',
    '<script>alert(1)</script>',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'null',
    'undefined',
    'NaN',
    '-1',
    '1e309',
    '0x10',
    '../../etc/passwd',
    '=1+1',
    '@SUM(1)',
  ],
  ...['a'.repeat(10_000), '中'.repeat(5000), '0'.repeat(400), '-'.repeat(300)],
  ...['+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00.000Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'],
  ...['2026-02-30T00:00:00Z', '2026-01-01T00:00:60Z', '2026-01-01', '00000000-0000-0000-0000-000000000000'],
  ...[
    Buffer.from('{"at":1}').toString('base64url'),
    Buffer.from('[null,{}]').toString('base64url'),
    'eyJhIjp7fX0',
    '1.2.3',
    '1,2',
    '1_2',
  ],
]

const naughty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...NAUGHTY_TEXTS),
  fc.constantFrom<unknown>(null, true, 0, -0, -1, 0.1, 2 ** 31, 2 ** 53, -(2 ** 63), 1e300, 5e-324, HUGE, `-${HUGE}`),
  fc.constantFrom<unknown>([], {}, [[]], Array(10_000).fill(0), Array(10_000).fill('x')),
  fc.constant(JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}},"toString":1,"length":-1}')),
  fc.jsonValue({ maxDepth: 3 }),
)
const text = fc.oneof(fc.constantFrom(...NAUGHTY_TEXTS), fc.string({ unit: 'binary', maxLength: 30 }))
const instant = fc.constantFrom(
  ...['+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00.000Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'],
  ...['1970-01-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-03-01T00:00:00.123456789Z', '0001-01-01T00:00:00Z'],
)

/** JSON for the input of a procedure: in its form with hostile values, or with something else where it wants something. */
export function inputOf(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<string> {
  const known = fc.tuple(valueIn(schema, 0), fc.constantFrom(...ids)).map(([value, id]) => withId(value, id))
  const inForm = fc.oneof(valueIn(schema, 0), known)
  const outOfForm = fc.tuple(inForm, fc.nat(), naughty).map(([value, at, other]) => replaced(value, { at, other }))
  return fc.oneof({ weight: 3, arbitrary: inForm }, { weight: 2, arbitrary: outOfForm }, naughty).map(written)
}

function written(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replaceAll(`"${HUGE}"`, '1e999').replaceAll(`"-${HUGE}"`, '-1e999')
}

/** The value with another in one of its places. */
function replaced(value: unknown, how: { at: number; other: unknown }): unknown {
  if (typeof value !== 'object' || value === null) return how.other
  const keys = Object.keys(value)
  const key = keys[how.at % (keys.length + 1)]
  if (key === undefined) return how.other
  const inner = replaced((value as Record<string, unknown>)[key], {
    at: Math.floor(how.at / (keys.length + 1)),
    other: how.other,
  })
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner }
}

/** The value with an id that there is where another stood. */
function withId(value: unknown, id: string): unknown {
  if (typeof value === 'string') return /^[0-9a-f-]{36}$|^DB\d{4}/.test(value) ? id : value
  if (Array.isArray(value)) return value.map((one) => withId(one, id))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withId(one, id)]))
}

function valueIn(schema: JsonSchema, depth: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices && choices.length > 0) return fc.oneof(...choices.map((one) => valueIn(one, depth)))
  if (schema.allOf?.[0]) return valueIn({ ...schema.allOf[0], ...schema, allOf: schema.allOf.slice(1) }, depth)
  if (depth > 6) return naughty
  if (schema.type === 'object') return objectOf(schema, depth)
  if (schema.type === 'array') return arrayOf(schema, depth)
  if (schema.type === 'string') return textOf(schema)
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(schema)
  return naughty
}

function objectOf({ properties = {}, required = [], additionalProperties }: JsonSchema, depth: number) {
  const fields = Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, valueIn(inner, depth + 1)]))
  const own = fc.record(fields, { requiredKeys: required.filter((key) => key in fields) })
  if (typeof additionalProperties !== 'object') return own
  const more = fc.dictionary(text, valueIn(additionalProperties, depth + 1), { maxKeys: 3 })
  return fc.tuple(own, more).map(([a, b]) => ({ ...b, ...a }))
}

function arrayOf({ items, prefixItems, minItems = 0, maxItems = 3 }: JsonSchema, depth: number) {
  if (prefixItems) return fc.tuple(...prefixItems.map((one) => valueIn(one, depth + 1)))
  return fc.array(valueIn(items ?? {}, depth + 1), {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, 4)),
  })
}

function textOf({ pattern, format, minLength = 0, maxLength }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid()
  if (format === 'date-time') return instant
  if (format === 'date') return fc.constantFrom('0000-01-01', '9999-12-31', '2026-02-28')
  if (format === 'email') return fc.emailAddress()
  if (format === 'uri')
    return fc.constantFrom('http://127.0.0.1:1/', 'https://a:b@[::1]/', 'http://2130706433/', 'file:///etc/passwd')
  if (pattern) return matching(pattern)
  return text.map((one) => one.padEnd(minLength, 'x').slice(0, maxLength))
}

function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern))
  } catch {
    return text
  }
}

function numberOf({ type, minimum, maximum, exclusiveMinimum }: JsonSchema): fc.Arbitrary<unknown> {
  const least = Math.max(minimum ?? exclusiveMinimum ?? -(2 ** 53) + 1, -(2 ** 53) + 1)
  const most = Math.min(maximum ?? 2 ** 53 - 1, 2 ** 53 - 1)
  const edges = fc.constantFrom(least, most, 0, -1, 2 ** 31, 2 ** 53)
  return fc.oneof(edges, type === 'integer' ? fc.maxSafeInteger() : fc.double({ noNaN: true }), fc.nat(100))
}
