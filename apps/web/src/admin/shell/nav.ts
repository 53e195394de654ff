import type { Right } from '@baton/contract'
import {
  Bell,
  Blocks,
  ClipboardList,
  Gavel,
  GitCompareArrows,
  Grid3x3,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  MessageSquare,
  OctagonX,
  Package,
  Plug,
  Printer,
  Radio,
  Route,
  Scale,
  ScanLine,
  ScrollText,
  Send,
  Settings2,
  Smartphone,
  Store,
  Truck,
  Undo2,
  Users,
  Warehouse,
} from 'lucide-react'

export type RoomKey =
  | 'board'
  | 'orders'
  | 'alerts'
  | 'channels'
  | 'events'
  | 'mapping'
  | 'carriers'
  | 'reviews'
  | 'interceptions'
  | 'returns'
  | 'handOvers'
  | 'deliveries'
  | 'erp'
  | 'deviation'
  | 'reconcile'
  | 'shops'
  | 'warehouses'
  | 'products'
  | 'rules'
  | 'setup'
  | 'merchant'
  | 'messages'
  | 'printers'
  | 'staff'
  | 'scan'
  | 'devices'

/** What is done each day, what may be wrong, who is connected, what is known, how it is set up. */
export const ROOM_GROUPS = ['work', 'check', 'connect', 'data', 'system'] as const

export interface Room {
  readonly key: RoomKey
  readonly href: string
  readonly right: Right
  readonly icon: LucideIcon
  readonly group: (typeof ROOM_GROUPS)[number]
}

export const ROOMS: readonly Room[] = [
  { key: 'board', href: '/board/', right: 'board.read', icon: LayoutDashboard, group: 'work' },
  { key: 'orders', href: '/admin/orders/', right: 'orders.read', icon: Package, group: 'work' },
  {
    key: 'interceptions',
    href: '/admin/interceptions/',
    right: 'interceptions.read',
    icon: OctagonX,
    group: 'work',
  },
  { key: 'scan', href: '/scan/', right: 'scans.write', icon: ScanLine, group: 'work' },
  { key: 'alerts', href: '/admin/alerts/', right: 'alerts.read', icon: Bell, group: 'work' },
  { key: 'returns', href: '/admin/returns/', right: 'orders.read', icon: Undo2, group: 'work' },
  { key: 'handOvers', href: '/admin/hand-overs/', right: 'scans.write', icon: ClipboardList, group: 'work' },
  { key: 'reviews', href: '/admin/reviews/', right: 'reviews.read', icon: Gavel, group: 'check' },
  { key: 'deviation', href: '/admin/deviation/', right: 'channels.read', icon: Grid3x3, group: 'check' },
  { key: 'reconcile', href: '/admin/finance/reconcile/', right: 'orders.export', icon: Scale, group: 'check' },
  { key: 'channels', href: '/admin/channels/', right: 'channels.read', icon: Radio, group: 'connect' },
  { key: 'erp', href: '/admin/erp/', right: 'erp.read', icon: Plug, group: 'connect' },
  { key: 'events', href: '/admin/events/', right: 'events.read', icon: ScrollText, group: 'connect' },
  { key: 'mapping', href: '/admin/mapping/', right: 'channels.read', icon: GitCompareArrows, group: 'connect' },
  { key: 'carriers', href: '/admin/carriers/', right: 'channels.read', icon: Truck, group: 'connect' },
  { key: 'deliveries', href: '/admin/deliveries/', right: 'deliveries.read', icon: Send, group: 'connect' },
  { key: 'shops', href: '/admin/catalogue/shops/', right: 'catalogue.read', icon: Store, group: 'data' },
  { key: 'warehouses', href: '/admin/catalogue/warehouses/', right: 'catalogue.read', icon: Warehouse, group: 'data' },
  { key: 'products', href: '/admin/catalogue/products/', right: 'catalogue.read', icon: Blocks, group: 'data' },
  { key: 'rules', href: '/admin/catalogue/rules/', right: 'catalogue.read', icon: Route, group: 'data' },
  { key: 'setup', href: '/admin/setup/', right: 'catalogue.manage', icon: ListChecks, group: 'system' },
  { key: 'merchant', href: '/admin/merchant/', right: 'catalogue.read', icon: Settings2, group: 'system' },
  { key: 'messages', href: '/admin/messages/', right: 'alerts.manage', icon: MessageSquare, group: 'system' },
  { key: 'devices', href: '/admin/devices/', right: 'devices.manage', icon: Smartphone, group: 'system' },
  { key: 'printers', href: '/admin/printers/', right: 'printers.manage', icon: Printer, group: 'system' },
  { key: 'staff', href: '/admin/staff/', right: 'staff.manage', icon: Users, group: 'system' },
]

/** The rooms that a person with these rights can enter. */
export function roomsFor(rights: readonly Right[]): readonly Room[] {
  return ROOMS.filter((room) => rights.includes(room.right))
}

export function isInRoom(pathname: string, room: Room): boolean {
  return `${pathname}/`.startsWith(room.href)
}
