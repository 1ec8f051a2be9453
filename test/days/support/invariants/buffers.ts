/**
 * CapacityBuffers stand while nodes are ahead of pods and never else: none before its window, none long after the floor
 * has gone up, one for a target, none at the end of the day.
 */
import type { Surge } from '../../../../src/core/model/surge.ts';
import type { TargetRef } from '../../../../src/core/model/target.ts';
import { type Instant, later, minus, minutes, plus, seconds } from '../../../../src/core/model/time.ts';
import { bufferedTarget } from '../../../../src/resources/capacity-buffer.ts';
import type { CapacityBuffer, KubeObject } from '../../../../src/sim/api/objects.ts';
import { names, type Stretch, stretchesOf } from '../history.ts';
import { demandFor, isSteady, raiseOf } from '../need.ts';
import type { Day } from '../run-day.ts';
import type { Breach, Invariant } from './invariant.ts';

export const buffersInTime: Invariant = {
  name: 'a buffer stands before its floor alone',
  check: (day) => {
    const stretches = stretchesOf(day);
    const lives = livesOf(day);
    return [
      ...lives.flatMap((life) => outsideOf(life, day, stretches)),
      ...lives.flatMap((life, index) => doublesOf(life, lives.slice(index + 1))),
    ];
  },
};

interface Life {
  readonly name: string;
  readonly target: TargetRef;
  readonly from: Instant;
  /** Undefined = it is there at the end of the day. */
  readonly until: Instant | undefined;
}

function livesOf({ ledger }: Day): readonly Life[] {
  const changes = ledger.changes.filter(({ kind }) => kind === 'CapacityBuffer');
  return changes.flatMap(({ name, at, before, after }, index): readonly Life[] => {
    const target = before === undefined && isBuffer(after) ? bufferedTarget(after) : undefined;
    if (target === undefined) return [];
    const end = changes.slice(index + 1).find((change) => change.name === name && change.after === undefined);
    return [{ name, target, from: at, until: end?.at }];
  });
}

const isBuffer = (object: KubeObject | undefined): object is CapacityBuffer =>
  object?.kind === 'CapacityBuffer';

/** Clocks differ, and a decision takes effect some requests later. */
const SLACK = seconds(60);
/** A process may be down, its watch may have lost an event: then only the next list of everything finds the buffer. */
const FOUND_AGAIN = minutes(14);

function outsideOf(life: Life, day: Day, stretches: readonly Stretch[]): readonly Breach[] {
  const { name, target, from, until } = life;
  const breach = (at: Instant, what: string): readonly Breach[] => [{ at, target: name, what }];
  if (until === undefined) return breach(day.plan.end, 'is left at the end of the day');
  const windows = stretches
    .filter(({ surge }) => names(surge, target) && surge.nodeLead !== undefined && !surge.cancelled)
    .map((stretch) => windowOf(stretch, target, day));
  const opened = windows.filter(
    (window) => minus(window.from, SLACK) <= from && from <= plus(window.until, SLACK),
  );
  if (opened.length === 0) return breach(from, 'was made though no surge asks for nodes');
  const last = windows
    .filter((window) => window.from <= until)
    .reduce((end, window) => later(end, window.until), from);
  return until <= plus(last, FOUND_AGAIN) ? [] : breach(until, 'was there long after its floor had gone up');
}

/** A surge that asks for the same all along wants no nodes once it is raised. */
function windowOf({ surge, from, until }: Stretch, target: TargetRef, day: Day) {
  const opens = minus(raiseOf(surge, day.config), surge.nodeLead ?? seconds(0));
  const closes = isFlat(surge, target) ? raiseOf(surge, day.config) : surge.end;
  return { from: later(opens, from), until: closes < until ? closes : plus(until, SLACK) };
}

const isFlat = (surge: Surge, target: TargetRef): boolean => isSteady(demandFor(surge, target));

function doublesOf(life: Life, others: readonly Life[]): readonly Breach[] {
  return others
    .filter(
      (other) =>
        other.target.kind === life.target.kind &&
        other.target.name === life.target.name &&
        (life.until === undefined || other.from < life.until),
    )
    .map(({ name, from }) => ({ at: from, target: name, what: `was made beside ${life.name}` }));
}
