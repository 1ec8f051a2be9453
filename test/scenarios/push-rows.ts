/** What is compared of one push: totals, when things happened, and the steps on the way up. */
import { spreadOf } from '../support/spread.ts';
import { type Replay, secondOfReaching } from './push-replay.ts';
import type { Figures, ReferenceRun } from './reference-runs.ts';
import type { Row } from './reference-table.ts';

/** How much of a step of the real run is as good as that step: which counts are passed through is chance. */
const NEARLY = 0.9;

const LABELS: Readonly<Record<keyof Figures, string>> = {
  unservedRequests: 'requests not served',
  recoverySeconds: 'nothing lost any more, second',
  podSeconds: 'pod-seconds',
  nodeSeconds: 'node-seconds',
  mostReplicas: 'most replicas asked for',
  mostNodes: 'most nodes',
  firstStepDownSeconds: 'first step down, second',
  replicasAfterFirstStepDown: 'replicas asked for after it',
  firstNodeBackSeconds: 'first node given back, second',
};

const FIGURES = Object.keys(LABELS) as readonly (keyof Figures)[];

export const figureRows = ({ figures }: ReferenceRun, replays: readonly Replay[]): readonly Row[] =>
  FIGURES.map((figure) => ({
    label: LABELS[figure],
    real: figures[figure],
    simulated: spreadOf(replays.map((one) => one.figures[figure])),
  }));

/** When the first step comes depends on where the push falls between scrape and sync: chance alone. */
export const firstStepRow = ({ stepsUp }: ReferenceRun, replays: readonly Replay[]): Row => ({
  label: 'first step up, second',
  real: stepsUp[0]?.seconds ?? Number.NaN,
  simulated: spreadOf(replays.map((one) => one.stepsUp[0]?.seconds ?? Number.NaN)),
});

export const stepRows = (run: ReferenceRun, replays: readonly Replay[]): readonly Row[] =>
  run.metric === 'cpu' ? rowsByTime(run, replays) : rowsByCount(run, replays);

/** A metric that saturates waits for pods, and pods for nodes: compared is when so many were asked for. */
const rowsByTime = ({ stepsUp }: ReferenceRun, replays: readonly Replay[]): readonly Row[] =>
  stepsUp.slice(1).map(({ seconds, replicas }) => ({
    label: `${replicas} replicas asked for, or nearly, second`,
    real: seconds,
    simulated: spreadOf(replays.map((one) => secondOfReaching(one, NEARLY * replicas))),
  }));

/** A metric that sees the crowd steps at every sync: compared is what each step asks for. */
const rowsByCount = ({ stepsUp }: ReferenceRun, replays: readonly Replay[]): readonly Row[] =>
  stepsUp.map(({ replicas }, index) => ({
    label: `replicas asked for at step ${index + 1}`,
    real: replicas,
    simulated: spreadOf(replays.map((one) => one.stepsUp[index]?.replicas ?? Number.NaN)),
  }));
