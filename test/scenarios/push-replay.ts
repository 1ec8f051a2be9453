/** The push of the reference runs on the embedded cluster, looked at as they were. */
import { type Instant, minus, seconds } from '../../src/core/model/time.ts';
import type { StrategyResult, TimelinePoint } from '../../src/sim/comparison.ts';
import { newsAppScenario } from '../../src/sim/news-app.ts';
import { play } from '../../src/sim/play/play.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import type { Figures, ReferenceRun, Step } from './reference-runs.ts';

export interface Replay {
  readonly figures: Figures;
  readonly stepsUp: readonly Step[];
  readonly timeline: readonly TimelinePoint[];
}

export const SEEDS: readonly number[] = Array.from({ length: 20 }, (_, index) => index + 1);

/** Between two looks; an HPA syncs every three of them. */
const LOOK_SECONDS = 5;

export async function replay(metric: ReferenceRun['metric'], seed: number): Promise<Replay> {
  const demo = newsAppScenario({ seed, times: 20, metric });
  const scenario: Scenario = {
    ...demo,
    start: minus(pushOf(demo), seconds(60)),
    duration: seconds(1_260),
    surges: [],
  };
  const options = { onShare: () => {}, signal: new AbortController().signal };
  const result = await play('reactive', scenario, options);
  const { timeline } = result;
  const figures = { ...pick(result), ...readFigures(timeline) };
  const wayUp = timeline.filter(({ secondsFromPush }) => secondsFromPush < figures.firstStepDownSeconds);
  return { figures, stepsUp: stepsUpOf(wayUp), timeline };
}

/** When at least so many were first asked for; Infinity = never. */
export const secondOfReaching = ({ stepsUp }: Replay, wanted: number): number =>
  stepsUp.find(({ replicas }) => replicas >= wanted)?.seconds ?? Number.POSITIVE_INFINITY;

function pushOf({ events: [push], name }: Scenario): Instant {
  if (push === undefined) throw new RangeError(`expected an event in the scenario "${name}"`);
  return push.at;
}

const pick = ({ unservedRequests, podSeconds, nodeSeconds }: StrategyResult) => ({
  unservedRequests,
  podSeconds,
  nodeSeconds,
});

function readFigures(timeline: readonly TimelinePoint[]) {
  const lastLoss = timeline.findLast(({ offeredRps, servedRps }) => servedRps < offeredRps);
  const stepDown = fallOf(timeline, ({ desiredReplicas }) => desiredReplicas);
  const nodeBack = fallOf(timeline, ({ nodes }) => nodes);
  return {
    recoverySeconds: (lastLoss?.secondsFromPush ?? 0) + LOOK_SECONDS,
    mostReplicas: Math.max(...timeline.map(({ desiredReplicas }) => desiredReplicas)),
    mostNodes: Math.max(...timeline.map(({ nodes }) => nodes)),
    firstStepDownSeconds: stepDown?.secondsFromPush ?? Number.POSITIVE_INFINITY,
    replicasAfterFirstStepDown: stepDown?.desiredReplicas ?? Number.NaN,
    firstNodeBackSeconds: nodeBack?.secondsFromPush ?? Number.POSITIVE_INFINITY,
  };
}

/** The first point at which the figure is lower than at the one before. */
const fallOf = (timeline: readonly TimelinePoint[], figureOf: (point: TimelinePoint) => number) =>
  timeline.find((point, index) => {
    const before = timeline[index - 1];
    return before !== undefined && figureOf(point) < figureOf(before);
  });

function stepsUpOf(wayUp: readonly TimelinePoint[]): readonly Step[] {
  return wayUp.flatMap(({ secondsFromPush, desiredReplicas }, index) => {
    const before = wayUp[index - 1];
    const isStep = before !== undefined && desiredReplicas > before.desiredReplicas;
    return isStep ? [{ seconds: secondsFromPush, replicas: desiredReplicas }] : [];
  });
}
