/** What can happen around one target in a bad evening, in any order. */
import fc from 'fast-check';
import type { ScaleDownWindow } from '../../src/core/model/target.ts';
import { asMillis, type Millis } from '../../src/core/model/time.ts';
import type { Edit } from './owner-edits.ts';
import type { Event, SurgeChange } from './prescale-history.ts';

const span = (least: number, most: number): fc.Arbitrary<Millis> =>
  fc.integer({ min: least * 10, max: most * 10 }).map((tenths) => asMillis(tenths * 100));

const who = fc.integer({ min: 0, max: 2 });

const arbEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('min' as const), min: fc.integer({ min: 1, max: 30 }) }),
  fc.record({
    kind: fc.constant('bounds' as const),
    min: fc.integer({ min: 1, max: 30 }),
    room: fc.integer({ min: 0, max: 40 }),
  }),
  fc.record({
    kind: fc.constant('window' as const),
    window: fc.constantFrom<ScaleDownWindow>(
      { kind: 'absent' },
      { kind: 'present', seconds: undefined, onlyOurs: false },
      { kind: 'present', seconds: 90, onlyOurs: false },
    ),
  }),
);

const arbSurgeChange: fc.Arbitrary<SurgeChange> = fc.oneof(
  fc.record({ kind: fc.constantFrom('cancel' as const, 'delete' as const) }),
  fc.record({ kind: fc.constantFrom('shift' as const, 'extend' as const), by: span(1, 900) }),
);

const arbPassing: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('advance' as const), by: span(0, 20) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('advance' as const), by: span(0, 400) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('finish' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const), who }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('act' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const), who }) },
  { weight: 3, arbitrary: fc.constant<Event>({ kind: 'follow' }) },
);

const arbEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 19, arbitrary: arbPassing },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('edit' as const), edit: arbEdit }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('surge' as const),
      index: fc.integer({ min: 0, max: 2 }),
      change: arbSurgeChange,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('load' as const), replicas: fc.integer({ min: 0, max: 60 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pause' as const), paused: fc.boolean() }) },
);

export const arbHistory = fc.array(arbEvent, { minLength: 5, maxLength: 60, size: 'max' });
