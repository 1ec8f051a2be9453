/** What the functions measure, as lines of the log that CloudWatch reads metrics from (EMF). */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { toSeconds } from '../../core/model/time.ts';
import type { EventOutcome, FunctionsMeter } from '../../ports/functions-meter.ts';

interface EmfMetric {
  readonly name: string;
  readonly unit: (typeof MetricUnit)[keyof typeof MetricUnit];
  readonly meaning: string;
}

const count = (name: string, meaning: string): EmfMetric => ({ name, unit: MetricUnit.Count, meaning });

export const EMF_CATALOGUE = {
  stored: count('EventsStored', 'Events whose surge was stored.'),
  known: count(
    'EventsKnown',
    'Events that brought nothing new: duplicates, and versions older than what is stored.',
  ),
  ignored: count(
    'EventsIgnored',
    'Events that are none of our affair, such as an alarm that is not configured.',
  ),
  refused: count('EventsRefused', 'Messages that could not be understood and went to the dead-letter queue.'),
  failed: count('EventsFailed', 'Messages that go back to the queue to be tried again.'),
  deadLetters: count('DeadLetters', 'Messages that were put into the dead-letter queue.'),
  clustersFailed: count('ClustersFailed', 'Clusters on which the work of an invocation could not be done.'),
  lateness: {
    name: 'RaiseLateness',
    unit: MetricUnit.Seconds,
    meaning: 'How long after it was due the floor of a surge stood on a target.',
  },
  warmUp: {
    name: 'WarmUp',
    unit: MetricUnit.Seconds,
    meaning: 'From the raised floor to a warm target: the lead time as it really was.',
  },
} as const satisfies Readonly<
  Record<EventOutcome | 'deadLetters' | 'clustersFailed' | 'lateness' | 'warmUp', EmfMetric>
>;

export interface EmfMeter extends FunctionsMeter {
  /** Writes what has come together; nothing when nothing has. */
  flush(): void;
}

/** Two dimensions, `service` and `function`: an alarm is on one function, whatever clusters and events there are. */
export function emfMeter(functionName: string): EmfMeter {
  const metrics = new Metrics({
    namespace: 'Forescale',
    serviceName: 'forescale',
    defaultDimensions: { function: functionName },
  });
  const add = ({ name, unit }: EmfMetric, value = 1): void => void metrics.addMetric(name, unit, value);
  return {
    settled: (outcome) => add(EMF_CATALOGUE[outcome]),
    deadLetter: () => add(EMF_CATALOGUE.deadLetters),
    clusterFailed: () => add(EMF_CATALOGUE.clustersFailed),
    // A series per target would be paid for as long as it is kept: what stands is told by the cluster.
    passed: () => {},
    warmed: (took) => add(EMF_CATALOGUE.warmUp, toSeconds(took)),
    raised: (lateness) => add(EMF_CATALOGUE.lateness, toSeconds(lateness)),
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
