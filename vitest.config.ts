import { defineConfig } from 'vitest/config'

/** The suffix says what a test needs: `.test.ts` nothing, `.pg.test.ts` a real Postgres. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages}/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['**/*.pg.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'pg',
          include: ['{apps,packages}/*/src/**/*.pg.test.ts'],
          globalSetup: ['./scripts/testing/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
