import { z } from 'zod'
import type { Label } from './platforms.ts'

export const ROLES = ['warehouse', 'supervisor', 'ops', 'service', 'finance', 'admin'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

export const ROLE_LABELS = {
  warehouse: { zh: '仓管员', en: 'Warehouse' },
  supervisor: { zh: '主管', en: 'Supervisor' },
  ops: { zh: '运营', en: 'Operations' },
  service: { zh: '客服', en: 'Customer service' },
  finance: { zh: '财务', en: 'Finance' },
  admin: { zh: '管理员', en: 'Administrator' },
} as const satisfies Record<Role, Label>

/** What a signed-in person may do. One tRPC procedure builder per right. */
export const RIGHTS = [
  'orders.read',
  'orders.sync',
  'orders.export',
  'channels.read',
  'channels.manage',
  'mapping.edit',
  'events.read',
  'events.reapply',
  'catalogue.read',
  'catalogue.manage',
  'staff.manage',
  'reviews.read',
  'reviews.handle',
  'orders.hold',
  'orders.move_back',
  'orders.import',
  'erp.read',
  'erp.manage',
  'deliveries.read',
  'deliveries.replay',
  'alerts.read',
  'alerts.handle',
  'interceptions.read',
  'interceptions.handle',
  'alerts.manage',
  'scans.write',
  'devices.manage',
  'printers.manage',
  'board.read',
] as const
export const Right = z.enum(RIGHTS)
export type Right = z.infer<typeof Right>

export const RIGHTS_OF = {
  warehouse: ['orders.read', 'interceptions.read', 'interceptions.handle', 'scans.write'],
  supervisor: [
    'orders.read',
    'orders.sync',
    'orders.hold',
    'orders.move_back',
    'catalogue.read',
    'reviews.read',
    'reviews.handle',
    'deliveries.read',
    'alerts.read',
    'alerts.handle',
    'interceptions.read',
    'interceptions.handle',
    'scans.write',
    'devices.manage',
    'printers.manage',
    'board.read',
  ],
  ops: [
    'orders.read',
    'orders.sync',
    'orders.hold',
    'orders.import',
    'orders.export',
    'channels.read',
    'channels.manage',
    'mapping.edit',
    'events.read',
    'events.reapply',
    'catalogue.read',
    'catalogue.manage',
    'reviews.read',
    'reviews.handle',
    'erp.read',
    'erp.manage',
    'deliveries.read',
    'deliveries.replay',
    'alerts.read',
    'alerts.handle',
    'alerts.manage',
    'interceptions.read',
    'interceptions.handle',
    'scans.write',
    'devices.manage',
    'printers.manage',
    'board.read',
  ],
  service: [
    'orders.read',
    'orders.sync',
    'orders.hold',
    'events.read',
    'reviews.read',
    'reviews.handle',
    'alerts.read',
    'alerts.handle',
    'interceptions.read',
    'interceptions.handle',
  ],
  finance: [
    'orders.read',
    'orders.export',
    'channels.read',
    'events.read',
    'catalogue.read',
    'reviews.read',
    'alerts.read',
  ],
  admin: [...RIGHTS],
} as const satisfies Record<Role, readonly Right[]>

/** What a person may do on a shared device where they signed in by badge, whatever their role allows elsewhere. */
export const FLOOR_RIGHTS = [
  'orders.read',
  'scans.write',
  'interceptions.read',
  'interceptions.handle',
  'alerts.read',
  'alerts.handle',
] as const satisfies readonly Right[]
