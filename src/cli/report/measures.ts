/** What the report draws: three measures, each with its series, the same for every strategy. */
import type { TimelinePoint } from '../../sim/comparison.ts';

type Column = Exclude<keyof TimelinePoint, 'secondsFromPush' | 'unscheduledPods'>;

export interface Series {
  readonly column: Column;
  readonly label: string;
  /** `band`: an area under the values; `line`: straight between points; `steps`: held until the next point. */
  readonly shape: 'band' | 'line' | 'steps';
  /** 0 stands for a value that is not there yet, and is left out. */
  readonly isBlankAtZero?: true;
}

export interface Measure {
  readonly id: 'load' | 'replicas' | 'nodes';
  readonly title: string;
  /** Empty where the title says it. */
  readonly unit: string;
  readonly explanation: string;
  /** In the order of painting: what must stay visible comes last. */
  readonly series: readonly Series[];
}

export const LOAD: Measure = {
  id: 'load',
  title: 'Load',
  unit: 'requests per second',
  explanation: 'What the crowd sent and what ready pods served. The hatched gap went unserved.',
  series: [
    { column: 'offeredRps', label: 'offered', shape: 'line' },
    { column: 'servedRps', label: 'served', shape: 'line' },
  ],
};

export const MEASURES: readonly Measure[] = [
  LOAD,
  {
    id: 'replicas',
    title: 'Replicas',
    unit: 'pods',
    explanation:
      'The floor (minReplicas), what the HPA asked for, the pods that exist and those that are ready.',
    series: [
      { column: 'pods', label: 'pods', shape: 'band' },
      { column: 'readyPods', label: 'ready', shape: 'steps' },
      { column: 'desiredReplicas', label: 'desired', shape: 'steps', isBlankAtZero: true },
      { column: 'floor', label: 'floor', shape: 'steps' },
    ],
  },
  {
    id: 'nodes',
    title: 'Nodes',
    unit: '',
    explanation: 'The nodes that were asked for and those that are ready.',
    series: [
      { column: 'nodes', label: 'nodes', shape: 'band' },
      { column: 'readyNodes', label: 'ready nodes', shape: 'steps' },
    ],
  },
];

/** Every column that is drawn, in a fixed order. */
export const COLUMNS: readonly Series[] = MEASURES.flatMap(({ series }) => series);
