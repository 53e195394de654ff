export * from './apps.ts'
export * from './assign-warehouse.ts'
export * from './merchant.ts'
