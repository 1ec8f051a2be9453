import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/days/**', 'test/cluster/**'],
          testTimeout: 60_000,
        },
      },
      { test: { name: 'days', include: ['test/days/**/*.test.ts'], testTimeout: 600_000 } },
      {
        test: {
          name: 'cluster',
          include: ['test/cluster/**/*.test.ts'],
          // One control plane at a time: what is timed here is timed on all of the machine.
          fileParallelism: false,
          // Real parts on a shared machine: a step that a stall made late is taken once more; what fails twice is a defect.
          retry: 1,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
