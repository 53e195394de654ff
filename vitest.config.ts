import { defineConfig } from 'vitest/config'

/** No test changes a module: files of one worker share what is loaded, which takes a third of the time. */
const isolate = false

/** For one test: a machine that does much else meanwhile is no failure. */
const PATIENCE_MS = 180_000

/** The suffix says what a test needs: `.test.ts` nothing, `.pg.test.ts` a real Postgres. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          isolate,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          include: ['{apps,packages}/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['**/*.pg.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'pg',
          isolate,
          include: ['{apps,packages}/*/src/**/*.pg.test.ts'],
          globalSetup: ['./scripts/testing/postgres.ts'],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
    ],
  },
})
