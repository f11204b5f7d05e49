import { defineConfig } from 'vitest/config'

/** `npm run measure:load`: what takes long and depends on the machine, kept out of the tests. */
export default defineConfig({
  test: {
    include: ['tests/**/*.measure.ts'],
    globalSetup: 'tests/support/global-setup.ts',
    testTimeout: 300_000,
    disableConsoleIntercept: true,
  },
})
