/** The replica count that one metric asks for: whole percents and whole thousandths, as the HPA controller computes. */
import type { PodGroups, Tally } from './pod-groups.ts';

export type MetricTarget =
  /** Usage of the measured pods, summed, as a share of their requests, summed. */
  | { readonly kind: 'utilization'; readonly percent: number }
  /** Usage of a measured pod on average. */
  | { readonly kind: 'average'; readonly milli: number };

/** How far the ratio of usage to target may be off before anything is done: 0.1 = 10 %. */
export interface Tolerances {
  readonly up: number;
  readonly down: number;
}

export type MetricAnswer =
  | {
      readonly kind: 'replicas';
      readonly replicas: number;
      readonly averageMilli: number;
      readonly utilizationPercent: number | undefined;
    }
  | { readonly kind: 'failed'; readonly message: string };

interface MetricQuestion {
  readonly groups: PodGroups;
  readonly target: MetricTarget;
  readonly current: number;
  readonly tolerances: Tolerances;
}

export function recommendReplicas(question: MetricQuestion): MetricAnswer {
  const { groups, target } = question;
  const { measured } = groups;
  if (groups.total === 0) return failed('no pods returned by selector while calculating replica count');
  if (measured.count === 0)
    return failed('did not receive metrics for targeted pods (pods might be unready)');
  if (target.kind === 'utilization') {
    if (!groups.allHaveRequests) return failed('missing request for cpu');
    if (measured.request === 0) return failed('no metrics returned matched known pods');
  }
  return {
    kind: 'replicas',
    replicas: replicasFor(question),
    averageMilli: Math.trunc(measured.usage / measured.count),
    utilizationPercent: target.kind === 'utilization' ? percentOf(measured) : undefined,
  };
}

/** Both ends of the band are inside. */
export const isWithin = (ratio: number, { up, down }: Tolerances): boolean =>
  1 - down <= ratio && ratio <= 1 + up;

const failed = (message: string): MetricAnswer => ({ kind: 'failed', message });

function replicasFor({ groups, target, current, tolerances }: MetricQuestion): number {
  const { measured, unready, missing } = groups;
  const ratio = ratioOf(measured, target);
  const upWithUnready = unready.count > 0 && ratio > 1;
  if (!upWithUnready && missing.count === 0)
    return isWithin(ratio, tolerances) ? current : Math.ceil(ratio * measured.count);

  const counted = [measured, ...assumed(missing, target, ratio), ...(upWithUnready ? [unready] : [])];
  const all = counted.reduce(sum);
  const cautious = ratioOf(all, target);
  if (isWithin(cautious, tolerances) || turns(ratio, cautious)) return current;
  const replicas = Math.ceil(cautious * all.count);
  return (cautious < 1 && replicas > current) || (cautious > 1 && replicas < current) ? current : replicas;
}

/** Pods without a sample are taken for the worst: idle when the others ask for more, busy when they ask for less. */
function assumed(missing: Tally, target: MetricTarget, ratio: number): readonly Tally[] {
  if (missing.count === 0 || ratio === 1) return [];
  return [{ ...missing, usage: ratio > 1 ? 0 : busyUsage(missing, target) }];
}

function busyUsage(missing: Tally, target: MetricTarget): number {
  switch (target.kind) {
    case 'utilization':
      return Math.trunc((missing.request * Math.max(100, target.percent)) / 100);
    case 'average':
      return missing.count * target.milli;
  }
}

function ratioOf(tally: Tally, target: MetricTarget): number {
  switch (target.kind) {
    case 'utilization':
      return percentOf(tally) / target.percent;
    case 'average':
      return Math.trunc(tally.usage / tally.count) / target.milli;
  }
}

const percentOf = ({ usage, request }: Tally): number => Math.trunc((usage * 100) / request);

const sum = (a: Tally, b: Tally): Tally => ({
  count: a.count + b.count,
  usage: a.usage + b.usage,
  request: a.request + b.request,
});

/** The cautious figure asks for the opposite of what the measured pods ask for. */
const turns = (ratio: number, cautious: number): boolean =>
  (ratio < 1 && cautious > 1) || (ratio > 1 && cautious < 1);
