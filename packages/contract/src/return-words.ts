import type { Label } from './platforms.ts'
import type { ReturnGrade } from './scans.ts'

export const RETURN_GRADES = ['sellable', 'opened', 'damaged', 'wrong_item'] as const

export const RETURN_GRADE_LABELS = {
  sellable: { zh: '合格，可再售', en: 'Good, can be sold' },
  opened: { zh: '已拆封', en: 'Opened' },
  damaged: { zh: '破损', en: 'Damaged' },
  wrong_item: { zh: '退错商品', en: 'Not our item' },
} as const satisfies Record<ReturnGrade, Label>
