/** A what-if run of a recorded load and its calendar: what the trace does not say follows from its own figures. */
import type { Demand, Surge } from '../../core/model/surge.ts';
import type { TargetRef } from '../../core/model/target.ts';
import { formatInstant, type Instant, later, type Millis, minutes, plus } from '../../core/model/time.ts';
import { fieldOf } from '../../core/schema/field-path.ts';
import { checkValue, type Finding, type Report } from '../../core/schema/finding.ts';
import type { ResourceList } from '../../sim/api/objects.ts';
import { buildTraceCurve } from '../../sim/traffic/load-curve.ts';
import { composeScenario, lastOf, targetOf } from '../scenario/assembly.ts';
import { buildHpa, metricSpec, usualReplicas } from '../scenario/hpa.ts';
import { type Load, USUAL_USE } from '../scenario/load.ts';
import type { Failure } from '../scenario/problem.ts';
import { withAftermath } from '../scenario/run-span.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type MetricChoice, type ScenarioInput, scenarioSchema } from '../scenario/schema.ts';
import { outlineSurge } from '../scenario/surges.ts';
import type { Calendar, CalendarEvent } from './events.ts';
import type { Trace } from './trace.ts';

export interface TraceOptions {
  readonly name?: string | undefined;
  /** What every event of the calendar brings; four times the baseline when left out. */
  readonly eventDemand?: Demand | undefined;
  readonly eventDuration?: Millis | undefined;
  readonly lead?: Millis | undefined;
  /** Requests per second; when left out, so many that the median minute takes ten replicas. */
  readonly requestsPerReplica?: number | undefined;
  /** What the HPA aims at, as a share of what a replica serves, from 0 to 1. */
  readonly hpaTarget?: number | undefined;
  /** Shape of a node. */
  readonly allocatable?: ResourceList | undefined;
  readonly seed?: number | undefined;
  readonly metric?: MetricChoice | undefined;
  readonly prescale?: Readonly<Record<string, unknown>> | undefined;
}

export type TraceScenarioResult =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      /** Events before or after the trace, which have no load to be judged by. */
      readonly skippedEvents: number;
    }
  | Failure;

const DEFAULT_DEMAND: Demand = { kind: 'multiplier', multiplier: 4, curve: { kind: 'box' } };
const DEFAULT_DURATION = minutes(120);

export function scenarioFromTrace(
  trace: Trace,
  calendar: Calendar,
  options: TraceOptions = {},
): TraceScenarioResult {
  const end = plus(trace.start, minutes(trace.requests.length));
  const events = calendar.events.filter(({ at }) => at >= trace.start && at < end);
  if (events.length === 0) return refuseCalendar(trace, calendar, end);
  const input = checkValue(scenarioSchema, describeTrace(trace, options));
  if (!input.ok) return refuseOptions(input.findings);
  const findings: Finding[] = [];
  const scenario = compose(trace, events, { input: input.value, end, options }, (path, message) =>
    findings.push({ path, message }),
  );
  if (findings.length > 0) return refuseOptions(findings);
  return { ok: true, scenario, skippedEvents: calendar.events.length - events.length };
}

interface TraceContext {
  readonly input: ScenarioInput;
  readonly end: Instant;
  readonly options: TraceOptions;
}

function compose(
  trace: Trace,
  calendar: readonly CalendarEvent[],
  { input, end, options }: TraceContext,
  report: Report,
): Scenario {
  const { workload, metric } = input;
  const curve = buildTraceCurve(trace.start, trace.requests);
  const load: Load = { curve, steadyRps: undefined, pushes: [], end };
  const context = { workload, peakRps: curve.peakRps, metric, metricOverride: undefined };
  const hpa = buildHpa(input.hpa, context, report);
  const surges = surgesOf(calendar, targetOf(input, hpa), options);
  const last = later(end, withAftermath(lastOf(trace.start, surges)));
  const scenario = composeScenario({ input, load, hpa, surges, end: last }, report);
  const events = scenario.events.map((event, index) => ({
    ...event,
    name: calendar[index]?.name ?? event.name,
  }));
  return { ...scenario, events };
}

const surgesOf = (
  events: readonly CalendarEvent[],
  target: TargetRef,
  { eventDemand = DEFAULT_DEMAND, eventDuration = DEFAULT_DURATION, lead }: TraceOptions,
): readonly Surge[] =>
  events.map(({ at: start }, index) => ({
    ...outlineSurge({ name: `event-${index + 1}`, demand: eventDemand, lead }, target),
    start,
    end: plus(start, eventDuration),
    status: {},
  }));

/**
 * The owner's minimum is what three minutes in four need; the run begins with what its first minute needs. A drain takes
 * a tenth of the pods at a time: without a budget, nodes that go would lose requests for every strategy.
 */
function describeTrace({ file, start, requests }: Trace, options: TraceOptions): unknown {
  const sorted = requests.toSorted();
  const rpsAtRank = (rank: number): number => (sorted[Math.floor((sorted.length - 1) * rank)] ?? 0) / 60;
  const perReplica = options.requestsPerReplica ?? (round(rpsAtRank(0.5) / (10 * USUAL_USE)) || 1);
  // A figure that will be refused sizes nothing, or its echoes would be refused beside it.
  const replicasFor = (rps: number): number => usualReplicas(rps, perReplica > 0 ? perReplica : 1);
  const minReplicas = replicasFor(rpsAtRank(0.25));
  const first = replicasFor((requests[0] ?? 0) / 60);
  return {
    name: options.name ?? file,
    seed: options.seed,
    startAt: formatInstant(start),
    workload: {
      name: 'traced',
      replicas: Math.max(minReplicas, first),
      requestsPerReplica: perReplica,
      podDisruptionBudget: { maxUnavailable: '10%' },
    },
    ...describeHpa(minReplicas, perReplica, options),
    nodeGroup: { allocatable: options.allocatable },
    prescale: options.prescale,
  };
}

function describeHpa(minReplicas: number, perReplica: number, { metric, hpaTarget }: TraceOptions) {
  if (hpaTarget === undefined) return { hpa: { minReplicas }, metric };
  return { hpa: { minReplicas, metrics: [metricSpec(metric ?? 'cpu', perReplica, hpaTarget)] } };
}

const round = (value: number): number => Number(value.toPrecision(3));

function refuseCalendar({ start }: Trace, { file, events }: Calendar, end: Instant): Failure {
  const span = `${formatInstant(start)} to ${formatInstant(end)}`;
  const got = events.map(({ at }) => formatInstant(at));
  const message = `expected an event within the trace (${span}), got ${got[0] ?? 'none'} to ${got.at(-1) ?? 'none'}`;
  return { ok: false, problems: [{ file, line: undefined, field: '', message }] };
}

/** The trace and its calendar are sound here: what is left to be wrong was given as an option. */
const refuseOptions = (findings: readonly Finding[]): Failure => ({
  ok: false,
  problems: findings.map(({ path, message }) => ({
    file: 'options',
    line: undefined,
    field: fieldOf(path),
    message,
  })),
});
