/** The surges that Forescale is told of: those of the file or, where it has none, one for each push of the load. */
import type { ArrivalCurve, CeilingPolicy, Demand, Surge } from '../../core/model/surge.ts';
import type { TargetRef } from '../../core/model/target.ts';
import { asMillis, formatInstant, type Instant, plus } from '../../core/model/time.ts';
import { expandWindows, type SurgeWindow, surgesOf } from '../../core/prescale/occurrences.ts';
import type { Recurrence } from '../../core/prescale/recurrence.ts';
import type { SurgeTemplate } from '../../core/prescale/surge-schedule.ts';
import type { FieldPath } from '../../core/schema/field-path.ts';
import type { Report } from '../../core/schema/finding.ts';
import { expected } from '../../core/schema/wording.ts';
import type { Load } from './load.ts';
import { placeMoment } from './moment.ts';
import { type RunSpan, refuseOutside } from './run-span.ts';
import type { DemandInput, SurgeInput } from './surge-schema.ts';

export interface SurgeOutline {
  readonly name: string;
  readonly demand: Demand;
  readonly ceiling?: CeilingPolicy | undefined;
  readonly override?: Surge['override'];
  readonly lead?: Surge['lead'];
  readonly nodeLead?: Surge['nodeLead'];
}

/** A surge on one target, of which only the window is missing. */
export const outlineSurge = (outline: SurgeOutline, target: TargetRef): SurgeTemplate => ({
  id: `${target.namespace}/${outline.name}`,
  targets: [{ ref: target }],
  demand: outline.demand,
  ceiling: outline.ceiling ?? { kind: 'cap' },
  override: outline.override,
  lead: outline.lead,
  nodeLead: outline.nodeLead,
  cancelled: false,
});

export interface SurgeContext {
  readonly target: TargetRef;
  readonly run: RunSpan;
  /** Recurring surges have windows up to here. */
  readonly horizon: Instant;
}

export function buildSurges(
  inputs: readonly SurgeInput[],
  context: SurgeContext,
  report: Report,
): readonly Surge[] {
  const names = new Set<string>();
  return inputs.flatMap((input, index) => {
    const path = ['surges', index];
    if (names.has(input.name))
      report([...path, 'name'], expected('a name that no other surge has', input.name));
    names.add(input.name);
    const template = outlineSurge(
      {
        name: input.name,
        demand: demandOf(input.demand),
        ceiling: input.ceiling && { kind: 'raise', to: input.ceiling.raiseTo },
        override: input.override,
        lead: input.leadSeconds,
        nodeLead: input.nodes?.leadSeconds,
      },
      context.target,
    );
    if (input.recurring !== undefined) return expand(template, input.recurring, context, path, report);
    return [{ ...template, ...windowOf(input, context.run, path, report), status: {} }];
  });
}

function windowOf(input: SurgeInput, run: RunSpan, path: FieldPath, report: Report): SurgeWindow {
  const { startAt, endAt, durationSeconds = asMillis(0) } = input;
  const start = startAt === undefined ? run.start : placeMoment(startAt, run.start);
  const end = endAt === undefined ? plus(start, durationSeconds) : placeMoment(endAt, run.start);
  refuseOutside(start, run, [...path, 'startAt'], report);
  if (end <= start)
    report(
      [...path, 'endAt'],
      `expected an instant after startAt (${formatInstant(start)}), got ${formatInstant(end)}`,
    );
  return { start, end };
}

function expand(
  template: SurgeTemplate,
  recurrence: Recurrence,
  { run, horizon }: SurgeContext,
  path: FieldPath,
  report: Report,
): readonly Surge[] {
  const windows = expandWindows(recurrence, run.start, horizon);
  const span = `${formatInstant(run.start)} to ${formatInstant(horizon)}`;
  if (windows.length === 0)
    report([...path, 'recurring', 'cron'], `expected a window in the run (${span}), got none`);
  return surgesOf(template, windows);
}

export function demandOf(input: DemandInput): Demand {
  const curve = curveOf(input.curve);
  if (input.multiplier !== undefined) return { kind: 'multiplier', multiplier: input.multiplier, curve };
  if (input.rps !== undefined) return { kind: 'rps', rps: input.rps, curve };
  if (input.audience !== undefined) return { kind: 'audience', ...input.audience, curve };
  return { kind: 'replicas', replicas: input.replicas ?? 1 };
}

function curveOf(input: DemandInput['curve']): ArrivalCurve {
  if (input?.points !== undefined) return { kind: 'points', points: input.points };
  if (input?.decay === undefined) return { kind: 'box' };
  const { rampSeconds, plateauSeconds, decaySeconds } = input.decay;
  return { kind: 'decay', ramp: rampSeconds, plateau: plateauSeconds, decay: decaySeconds };
}

/** What a sender who knows the push would say of it: the crowd that comes on top, and how it goes. */
export const announcePushes = ({ pushes, steadyRps = 0 }: Load, target: TargetRef): readonly Surge[] =>
  pushes.map(({ name, at: start, end, peakRps, curve }) => {
    const demand: Demand = { kind: 'rps', rps: peakRps - steadyRps, curve };
    return { ...outlineSurge({ name, demand }, target), start, end, status: {} };
  });
