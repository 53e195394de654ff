import {
  type AccessDeed,
  type AccessSubject,
  type ActorKind,
  DEVICE_GRANTS,
  type DeviceGrant,
  type DeviceKind,
  type HeartbeatInput,
  type Role,
} from '@baton/contract'
import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '../runtime/columns.ts'

/** The sign-in library's tables, under our names. */
export const staff = pgTable('staff', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  username: text('username').unique(),
  displayUsername: text('display_username'),
  role: text('role').$type<Role>().notNull(),
  enabled: boolean('enabled').notNull().default(true),
  lastSignInAt: instant('last_sign_in_at'),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
})

/** Where messages reach a person beside the app. */
export const staffContacts = pgTable('staff_contacts', {
  staffId: text('staff_id')
    .primaryKey()
    .references(() => staff.id, { onDelete: 'cascade' }),
  wecomUserId: text('wecom_user_id'),
  dingtalkUserId: text('dingtalk_user_id'),
  email: text('email'),
  locale: text('locale').$type<'zh' | 'en'>().notNull(),
})

export const staffSessions = pgTable(
  'staff_sessions',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    userId: text('user_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    /** The device that its browser is: the session ends with it. */
    deviceId: uuid('device_id'),
  },
  (table) => [index('staff_sessions_user').on(table.userId)],
)

export const staffAccounts = pgTable(
  'staff_accounts',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [index('staff_accounts_user').on(table.userId)],
)

export const staffVerifications = pgTable('staff_verifications', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: instant('expires_at').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
})

export const staffRateLimits = pgTable('staff_rate_limits', {
  id: text('id').primaryKey(),
  key: text('key').notNull().unique(),
  count: integer('count').notNull(),
  lastRequest: bigint('last_request', { mode: 'number' }).notNull(),
})

/** A PDA, phone or scan gun: a credential of its own, whoever holds it. */
export const devices = pgTable(
  'devices',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').$type<DeviceKind>().notNull(),
    name: text('name').notNull(),
    warehouseId: uuid('warehouse_id').notNull(),
    /** SHA-256 of a browser's key. */
    keyHash: bytes('key_hash').unique(),
    /** What a scan gun signs with, sealed. */
    sealedKey: bytes('sealed_key'),
    grants: text('grants')
      .array()
      .$type<DeviceGrant[]>()
      .notNull()
      .default([...DEVICE_GRANTS]),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    revokedAt: instant('revoked_at'),
    lastSeenAt: instant('last_seen_at'),
    battery: integer('battery'),
    version: text('version'),
    unsent: integer('unsent'),
    offsetMs: bigint('offset_ms', { mode: 'number' }),
    push: text('push').$type<HeartbeatInput['push']>(),
    /** Highest number and latest instant of its scans so far, and how many they are. */
    lastSeq: bigint('last_seq', { mode: 'number' }).notNull().default(0),
    lastScanAt: instant('last_scan_at'),
    stored: bigint('stored', { mode: 'number' }).notNull().default(0),
    /** The device that the browser was before; its scans up to this number are that one's, whoever brings them. */
    formerId: uuid('former_id'),
    formerLastSeq: bigint('former_last_seq', { mode: 'number' }),
    /** Signed in by badge. */
    operatorId: text('operator_id').references(() => staff.id, { onDelete: 'set null' }),
    operatorAt: instant('operator_at'),
    /** Who made a device of their own browser; it is taken out of use when they are switched off. */
    ownerId: text('owner_id').references(() => staff.id, { onDelete: 'set null' }),
  },
  (table) => [index('devices_warehouse').on(table.warehouseId)],
)

export const deviceEnrolments = pgTable('device_enrolments', {
  codeHash: bytes('code_hash').primaryKey(),
  warehouseId: uuid('warehouse_id').notNull(),
  name: text('name').notNull(),
  /** The id of who acted, for the code ends with their access; the device keeps their name. */
  createdBy: text('created_by').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

function pinTries() {
  return {
    /** Wrong PINs in a row. */
    failures: integer('failures').notNull().default(0),
    /** How often they closed it, without a long pause in between. */
    locks: integer('locks').notNull().default(0),
    lockedUntil: instant('locked_until'),
  }
}

export const badges = pgTable('badges', {
  staffId: text('staff_id')
    .primaryKey()
    .references(() => staff.id, { onDelete: 'cascade' }),
  code: text('code').notNull().unique(),
  pinHash: text('pin_hash').notNull(),
  expiresAt: instant('expires_at').notNull(),
  /** Tries at devices that its owner does not use. */
  ...pinTries(),
})

/** Devices that a badge opened, each with the tries at it. */
export const badgeDevices = pgTable(
  'badge_devices',
  {
    staffId: text('staff_id')
      .notNull()
      .references(() => badges.staffId, { onDelete: 'cascade' }),
    deviceId: uuid('device_id')
      .notNull()
      .references(() => devices.id, { onDelete: 'cascade' }),
    openedAt: instant('opened_at').notNull(),
    ...pinTries(),
  },
  (table) => [primaryKey({ columns: [table.staffId, table.deviceId] })],
)

export const stations = pgTable('stations', {
  code: text('code').primaryKey(),
  warehouseId: uuid('warehouse_id').notNull(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
})

/** Who worked where and when, by their own scans. */
export const shifts = pgTable(
  'shifts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    stationCode: text('station_code')
      .notNull()
      .references(() => stations.code),
    inAt: instant('in_at').notNull(),
    outAt: instant('out_at'),
  },
  (table) => [
    uniqueIndex('shifts_open').on(table.staffId).where(sql`out_at is null`),
    index('shifts_station').on(table.stationCode, table.inAt),
  ],
)

/** Who let whom do what, and took it from them. Append-only; it outlives the people and devices it names. */
export const accessChanges = pgTable('access_changes', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant('at').notNull(),
  deed: text('deed').$type<AccessDeed>().notNull(),
  subjectKind: text('subject_kind').$type<AccessSubject['kind']>().notNull(),
  subjectId: text('subject_id').notNull(),
  subjectName: text('subject_name').notNull(),
  before: text('before').array(),
  after: text('after').array(),
  actorKind: text('actor_kind').$type<ActorKind>().notNull(),
  actorId: text('actor_id').notNull(),
  actorName: text('actor_name').notNull(),
  address: text('address'),
})
