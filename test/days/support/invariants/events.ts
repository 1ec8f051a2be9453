/** Every event is acknowledged in the end, and what is stored is what all of them together say, whatever crashed. */
import type { SurgeEvent } from '../../../../src/core/prescale/intake.ts';
import { surgeSpec } from '../../../../src/resources/surge/codec.ts';
import { show } from '../difference.ts';
import { NAMESPACE } from '../draw-targets.ts';
import type { Day } from '../run-day.ts';
import { versionOf } from '../stored-event.ts';
import type { Invariant } from './invariant.ts';

export const eventsSurvive: Invariant = {
  name: 'an acknowledged event survives',
  check: (day) => {
    const { deliveries, end } = day.plan;
    const ids = new Set(deliveries.map(({ event }) => event.eventId));
    const deletions = day.ledger.changes.filter(({ kind, after }) => kind === 'Surge' && after === undefined);
    const deleted = new Set(deletions.map(({ name }) => name));
    const wrong = [...ids].flatMap((id) =>
      mismatch(day, id, deleted.has(day.nameOf(id))).map((what) => ({ at: end, target: id, what })),
    );
    const lost = { at: end, target: 'intake', what: `${day.pending} deliveries were never acknowledged` };
    return day.pending === 0 ? wrong : [lost, ...wrong];
  },
};

function mismatch({ plan, api, nameOf }: Day, eventId: string, deleted: boolean): readonly string[] {
  const stored = api.find('Surge', NAMESPACE, nameOf(eventId));
  if (deleted) return stored === undefined ? [] : ['was deleted and is there again'];
  if (stored === undefined) return ['is not stored'];
  const last = lastWord(
    plan.deliveries.map(({ event }) => event).filter((event) => event.eventId === eventId),
  );
  const found = `version ${versionOf(stored)}, cancelled ${String(stored.spec.cancelled)}`;
  const wanted = `version ${last.version}, cancelled ${String(last.kind === 'cancelled')}`;
  if (found !== wanted) return [`is stored with ${found}, the events say ${wanted}`];
  if (last.kind === 'cancelled') return [];
  const [is, told] = [show(stored.spec), show(surgeSpec(last.surge))];
  return is === told ? [] : [`is stored as ${is}, the events say ${told}`];
}

/** The highest version; of two with the same, the cancel. */
const lastWord = (events: readonly SurgeEvent[]): SurgeEvent =>
  events.reduce((last, event) => (rankOf(event) > rankOf(last) ? event : last));

const rankOf = ({ version, kind }: SurgeEvent): number => version * 2 + (kind === 'cancelled' ? 1 : 0);
