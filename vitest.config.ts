import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/days/**'],
          testTimeout: 60_000,
        },
      },
      { test: { name: 'days', include: ['test/days/**/*.test.ts'], testTimeout: 600_000 } },
    ],
  },
});
