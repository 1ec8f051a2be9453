/** From the fields of a scenario file to the scenario: what hangs on more than one field comes together here. */
import type { Surge } from '../../core/model/surge.ts';
import type { TargetRef } from '../../core/model/target.ts';
import { between, type Instant, later, plus } from '../../core/model/time.ts';
import type { Report } from '../../core/schema/finding.ts';
import { buildCluster } from './cluster.ts';
import { buildHpa, type HpaSpec, usualReplicas } from './hpa.ts';
import { buildLoad, type Load } from './load.ts';
import { type RunSpan, withAftermath } from './run-span.ts';
import type { Scenario } from './scenario.ts';
import type { MetricChoice, ScenarioInput } from './schema.ts';
import { announcePushes, buildSurges } from './surges.ts';

/** What stands above the file. */
export interface ScenarioOverrides {
  readonly seed?: number | undefined;
  readonly metric?: MetricChoice | undefined;
}

export function assembleScenario(
  file: ScenarioInput,
  { seed = file.seed, metric }: ScenarioOverrides,
  report: Report,
): Scenario {
  const input = { ...file, seed };
  const { workload, startAt: start, durationSeconds: length } = input;
  const run: RunSpan = { start, end: length === undefined ? undefined : plus(start, length) };
  const load = buildLoad(input.load, { run, workload }, report);
  const hpa = buildHpa(
    input.hpa,
    { workload, peakRps: load.curve.peakRps, metric: input.metric, metricOverride: metric },
    report,
  );
  const target = targetOf(input, hpa);
  const horizon = run.end ?? withAftermath(load.end);
  const surges =
    input.surges === undefined
      ? announcePushes(load, target)
      : buildSurges(input.surges, { target, run, horizon }, report);
  const end = run.end ?? withAftermath(lastOf(load.end, surges));
  return composeScenario({ input, load, hpa, surges, end }, report);
}

export interface ScenarioParts {
  readonly input: ScenarioInput;
  readonly load: Load;
  readonly hpa: HpaSpec | undefined;
  readonly surges: readonly Surge[];
  readonly end: Instant;
}

export function composeScenario({ input, load, hpa, surges, end }: ScenarioParts, report: Report): Scenario {
  const start = input.startAt;
  const most = hpa?.maxReplicas ?? 2 * usualReplicas(load.curve.peakRps, input.workload.requestsPerReplica);
  const raised = surges.map(({ ceiling }) => (ceiling.kind === 'raise' ? ceiling.to : 0));
  const mostReplicas = Math.max(input.workload.replicas, most, ...raised);
  return {
    name: input.name ?? input.workload.name,
    start,
    duration: between(start, end),
    cluster: buildCluster(input, { start, hpa, load, mostReplicas }, report),
    surges,
    events: surges.map((surge) => ({ name: nameOf(surge), at: surge.start, end: surge.end })),
    seed: input.seed,
    prescale: input.prescale,
  };
}

export function targetOf({ workload }: ScenarioInput, hpa: HpaSpec | undefined): TargetRef {
  const { namespace, name } = workload;
  return { kind: hpa === undefined ? 'Deployment' : 'HorizontalPodAutoscaler', namespace, name };
}

const nameOf = ({ id }: Surge): string => id.slice(id.indexOf('/') + 1);

export const lastOf = (other: Instant, surges: readonly Surge[]): Instant =>
  surges.reduce((last, { end }) => later(last, end), other);
