/** The load of a scenario: the rate at each instant, the pushes in it, and when it is over. */
import type { ArrivalCurve } from '../../core/model/surge.ts';
import { asMillis, type Instant, later, type Millis, plus } from '../../core/model/time.ts';
import type { Report } from '../../core/schema/finding.ts';
import { expected } from '../../core/schema/wording.ts';
import { buildPointCurve, buildPushCurve, type LoadCurve, type Push } from '../../sim/traffic/load-curve.ts';
import type { WorkloadInput } from './cluster-schema.ts';
import { type LoadInput, type PushInput, STANDARD_PUSH } from './load-schema.ts';
import { placeMoment } from './moment.ts';
import { type RunSpan, refuseOutside } from './run-span.ts';

/** How full an HPA keeps its pods where its owner does not say: the 60 % of most examples. */
export const USUAL_USE = 0.6;

export interface NamedPush extends Push {
  readonly name: string;
  /** When less than 1 % of its crowd is left. */
  readonly end: Instant;
}

export interface Load {
  readonly curve: LoadCurve;
  /** Requests per second without a push; undefined when nobody can say. */
  readonly steadyRps: number | undefined;
  readonly pushes: readonly NamedPush[];
  readonly end: Instant;
}

export interface LoadContext {
  readonly run: RunSpan;
  readonly workload: WorkloadInput;
}

export function buildLoad(input: LoadInput, context: LoadContext, report: Report): Load {
  if (input.points === undefined) return buildPushLoad(input, context, report);
  const { start } = context.run;
  const points = input.points.map(({ offset, rps }) => ({ at: plus(start, offset), rps }));
  const end = points.at(-1)?.at ?? start;
  return { curve: buildPointCurve(points), steadyRps: undefined, pushes: [], end };
}

function buildPushLoad(input: LoadInput, context: LoadContext, report: Report): Load {
  const { run, workload } = context;
  const steadyRps = input.steadyRps ?? workload.replicas * workload.requestsPerReplica * USUAL_USE;
  const pushes = (input.pushes ?? [STANDARD_PUSH]).map((push, index) =>
    placePush(push, index, steadyRps, run.start),
  );
  for (const [index, { name, at, peakRps }] of pushes.entries()) {
    const path = ['load', 'pushes', index];
    refuseOutside(at, run, [...path, 'at'], report);
    if (pushes.findIndex((push) => push.name === name) < index)
      report([...path, 'name'], expected('a name that no other push has', name));
    const key = input.pushes?.[index]?.times === undefined ? 'peakRps' : 'times';
    if (peakRps <= steadyRps)
      report([...path, key], expected(`a peak above the steady rate of ${steadyRps}`, peakRps));
  }
  const end = pushes.reduce((last, push) => later(last, push.end), run.start);
  return { curve: buildPushCurve(steadyRps, pushes), steadyRps, pushes, end };
}

/** exp(-5) is under 1 %. */
const DECAYS_UNTIL_GONE = 5;

function placePush(push: PushInput, index: number, steadyRps: number, start: Instant): NamedPush {
  const { rampSeconds: ramp, plateauSeconds: plateau, decaySeconds: decay } = push;
  const at = placeMoment(push.at, start);
  const length: Millis = asMillis(ramp + plateau + DECAYS_UNTIL_GONE * decay);
  const curve: ArrivalCurve = { kind: 'decay', ramp, plateau, decay };
  const peakRps = push.peakRps ?? (push.times ?? 1) * steadyRps;
  return { name: push.name ?? `push-${index + 1}`, at, end: plus(at, length), peakRps, curve };
}
