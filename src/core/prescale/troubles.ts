/** What stands in the way of a surge on some of its targets, gathered into one condition per kind of trouble. */
import type { Surge, SurgeCondition, SurgeConditionType } from '../model/surge.ts';
import { keyOf, type TargetRef } from '../model/target.ts';
import { adviseManager } from './ignore-advice.ts';
import type { Statement } from './summary-conditions.ts';

/** What keeps a target from its floor altogether. */
const DEGRADING: readonly SurgeConditionType[] = ['Controlled', 'Paused', 'ProfileMissing', 'TargetMissing'];
/** Of a thousand targets with the same trouble a few tell it all. */
const SHOWN = 5;

interface Trouble {
  readonly ref: TargetRef;
  readonly condition: SurgeCondition;
}

export function troublesOf(surge: Surge): readonly Statement[] {
  const troubles = surge.targets.flatMap(({ ref }) =>
    (surge.status[keyOf(ref)]?.conditions ?? []).map((condition): Trouble => ({ ref, condition })),
  );
  const of = (...types: readonly SurgeConditionType[]) =>
    troubles.filter(({ condition }) => types.includes(condition.type));
  return [...capped(of('Capped')), ...contended(of('Contended')), ...degraded(of(...DEGRADING))];
}

function capped(found: readonly Trouble[]): readonly Statement[] {
  if (found.length === 0) return [];
  return [{ type: 'Capped', status: 'True', reason: 'MaximumReached', message: listOf(found) }];
}

function contended(found: readonly Trouble[]): readonly Statement[] {
  if (found.length === 0) return [];
  const managers = new Set(found.map(({ condition }) => condition.manager));
  const advice = [...managers].map((manager) => {
    const theirs = found.filter(({ condition }) => condition.manager === manager);
    return adviseManager(
      manager,
      theirs.map(({ ref }) => ref),
    );
  });
  const message = `${listOf(found)}\n\n${advice.join('\n\n')}`;
  return [{ type: 'Contended', status: 'True', reason: 'SetBackByOthers', message }];
}

function degraded(found: readonly Trouble[]): readonly Statement[] {
  const [first] = found;
  if (first === undefined) return [];
  return [{ type: 'Degraded', status: 'True', reason: first.condition.type, message: listOf(found) }];
}

const listOf = (found: readonly Trouble[]): string =>
  listMessages(found.map(({ condition }) => condition.message));

export function listMessages(messages: readonly string[]): string {
  const told = messages.slice(0, SHOWN);
  const more = messages.length - told.length;
  return more > 0 ? `${told.join('; ')}; and ${more} more` : told.join('; ');
}
