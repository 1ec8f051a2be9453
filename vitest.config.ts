import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const clusterTest = (name: string): string => `test/cluster/${name}.test.ts`;

/** Minutes of real time that are mostly waiting: the others of their group take place meanwhile. */
const PUSH = clusterTest('push');
const REALITY = clusterTest('reality/reality');
/** Judged by the second, or by the two. */
const TIMED = ['capacity/ahead', 'prescale/leaders', 'prescale/raise', 'prescale/reconcilers'].map(
  clusterTest,
);

interface ClusterProject {
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  /** One group after the other. Within one, projects start in the order of their names. */
  readonly group: number;
  /** Of the group: every test file has a control plane of its own, of which two cores carry four. */
  readonly atOnce: number;
}

const clusterProject = ({ name, include, exclude = [], group, atOnce }: ClusterProject) => ({
  test: {
    name,
    include: [...include],
    exclude: [...exclude],
    sequence: { groupOrder: group },
    maxWorkers: atOnce,
    testTimeout: 300_000,
    hookTimeout: 120_000,
    // The controller and the command line are started a hundred times, from source.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('.cache/compiled', import.meta.url)) },
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/days/**', 'test/cluster/**', 'test/package/**', 'test/aws/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: ['test/package/support/pack-twice.ts'],
          testTimeout: 60_000,
        },
      },
      { test: { name: 'days', include: ['test/days/**/*.test.ts'], testTimeout: 600_000 } },
      {
        test: {
          name: 'aws',
          include: ['test/aws/**/*.test.ts'],
          globalSetup: 'test/aws/support/prepare.ts',
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      clusterProject({ name: 'cluster-push', include: [PUSH], group: 1, atOnce: 3 }),
      clusterProject({
        name: 'cluster-rest',
        include: ['test/cluster/**/*.test.ts'],
        exclude: [PUSH, REALITY, ...TIMED],
        group: 1,
        atOnce: 3,
      }),
      clusterProject({ name: 'cluster-reality', include: [REALITY], group: 2, atOnce: 2 }),
      clusterProject({ name: 'cluster-timed', include: TIMED, group: 2, atOnce: 2 }),
    ],
  },
});
