/** What a surge says on the whole agrees with what it says on its targets, and is not written over and over. */
import { keyOf } from '../../../../src/core/model/target.ts';
import { readSurge } from '../../../../src/resources/surge/codec.ts';
import { readSummary } from '../../../../src/resources/surge/summary-codec.ts';
import type { SurgeObject } from '../../../../src/sim/api/objects.ts';
import type { Day } from '../run-day.ts';
import type { Breach, Invariant } from './invariant.ts';

export const summariesAgree: Invariant = {
  name: 'a surge says on the whole what it says on its targets',
  check: (day) => [
    ...[...day.api.list('Surge')].flatMap((surge) => contradictions(day, surge)),
    ...tooMany(day),
  ],
};

function contradictions(day: Day, object: SurgeObject): readonly Breach[] {
  const breach = (what: string): readonly Breach[] => [
    { at: day.plan.end, target: object.metadata.name, what },
  ];
  const reading = readSurge(object);
  if (reading.kind === 'refused') return breach(`cannot be read: ${reading.problems.join('; ')}`);
  const { surge } = reading;
  const summary = readSummary(object.status);
  if (summary === undefined) return breach('says nothing on the whole');
  if (summary.observedGeneration !== object.metadata.generation)
    return breach(`speaks of generation ${summary.observedGeneration}, not ${object.metadata.generation}`);
  const phases = surge.targets.map(({ ref }) => surge.status[keyOf(ref)]?.phase);
  const isOver = surge.cancelled || surge.end <= day.plan.end;
  const fits = isOver
    ? ['Ended', 'Returning']
    : phases.every((phase) => phase === 'Warm')
      ? ['Warm']
      : ['Scheduled', 'Warming'];
  if (!fits.includes(summary.phase))
    return breach(
      `is ${summary.phase} while its targets are ${phases.join(', ')}, expected ${fits.join(' or ')}`,
    );
  const isWarm = summary.conditions.some(({ type, status }) => type === 'Warm' && status === 'True');
  return isWarm === (summary.phase === 'Warm') ? [] : breach(`is ${summary.phase}, Warm ${String(isWarm)}`);
}

/** Four phases, each in as many words as targets become warm, once more for every change of the spec or a target. */
function tooMany({ ledger, plan }: Day): readonly Breach[] {
  const surges = new Set(ledger.changes.filter(({ kind }) => kind === 'Surge').map(({ name }) => name));
  return [...surges].flatMap((name) => {
    const changes = ledger.changes.filter((change) => change.kind === 'Surge' && change.name === name);
    const summaries = changes.filter(({ differences }) => differences.every((line) => SUMMARY.test(line)));
    const most = 10 + 3 * (changes.length - summaries.length);
    if (summaries.length <= most) return [];
    const what = `summed up ${summaries.length} times, expected at most ${most}`;
    return [{ at: plan.end, target: name, what }];
  });
}

const SUMMARY = /^status\.(observedGeneration|phase|conditions)\b/;
