export * from './driver.ts'
export * from './faults.ts'
export * from './upload.ts'
