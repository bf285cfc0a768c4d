import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['src/**/*.test.ts', 'e2e/**/*.unit.ts'], testTimeout: 30_000 },
})
