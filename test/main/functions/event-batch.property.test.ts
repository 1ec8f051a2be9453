import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { handleEvents } from '../../../src/main/functions/event-batch.ts';
import { aBatch, aFunctionsWorld, type ClusterHealth, UNTIL } from '../../support/a-functions-world.ts';
import { anEvent } from '../../support/an-event.ts';

type Given =
  | { readonly kind: 'poison' | 'ignored'; readonly body: string }
  | { readonly kind: 'good'; readonly body: string; readonly detail: Detail };

interface Detail {
  readonly eventId: string;
  readonly version: number;
  readonly clusters: readonly string[];
}

const detail = fc.record<Detail>({
  eventId: fc.constantFrom('a', 'b', 'c'),
  version: fc.integer({ min: 1, max: 4 }),
  clusters: fc.subarray(['live', 'spare'], { minLength: 1 }),
});

const given: fc.Arbitrary<Given> = fc.oneof(
  {
    weight: 4,
    arbitrary: detail.map((said) => ({
      kind: 'good' as const,
      body: anEvent('spike.detected', { ...said }),
      detail: said,
    })),
  },
  fc
    .oneof(
      fc.string(),
      fc.json(),
      fc
        .constantFrom('schema', 'version', 'eventId', 'clusters')
        .map((key) => anEvent('spike.detected', { [key]: {} })),
      // Of the other queue.
      fc.constant(anEvent('push.scheduled')),
    )
    .map((body) => ({ kind: 'poison' as const, body })),
  fc.constantFrom('disk-full', 'cpu').map((alarmName) => ({
    kind: 'ignored' as const,
    body: anEvent('cloudwatch-alarm-state-change-alarm', { alarmName }),
  })),
);

const health = fc.constantFrom<ClusterHealth>('up', 'up', 'contended', 'away', 'hanging', 'forbidden');
const UP: readonly ClusterHealth[] = ['up', 'contended'];

it('acknowledges a message when it is stored, kept for a person or none of our affair, and never else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(given, { maxLength: 12 }),
      fc.record({ live: health, spare: health }),
      fc.array(fc.nat(11), { maxLength: 3 }),
      async (givens, clusters, lost) => {
        const unkept = new Set(lost.map((index) => `m-${index}`));
        const parts = aFunctionsWorld({ health: clusters, unkept });
        const answer = handleEvents(aBatch(...givens.map(({ body }) => body)), parts.world, UNTIL, 'spike');
        await parts.clock.advanceTo(plus(UNTIL, seconds(1)));
        const failed = new Set((await answer).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));

        const ends = givens.map((each, index) => endOf(each, `m-${index}`, parts));
        expect(ends.map(({ isSafe }) => isSafe)).toEqual(givens.map((_, index) => !failed.has(`m-${index}`)));
        // What can be done is done: only what is away, or cannot be kept, comes again.
        const due = givens.map((each, index) =>
          each.kind === 'good'
            ? each.detail.clusters.every((name) => UP.includes(clusters[name as keyof typeof clusters]))
            : each.kind === 'ignored' || !unkept.has(`m-${index}`),
        );
        expect(ends.map(({ isSafe }) => isSafe)).toEqual(due);
      },
    ),
  );
});

/** Whether a message may be forgotten: by what is stored, not by what was answered. */
function endOf(
  each: Given,
  id: string,
  { storedIn, letters, lines }: ReturnType<typeof aFunctionsWorld>,
): { readonly isSafe: boolean } {
  switch (each.kind) {
    case 'good':
      return {
        isSafe: each.detail.clusters.every((name) =>
          storedIn(name).some(
            ({ stored }) => stored.eventId === each.detail.eventId && stored.version >= each.detail.version,
          ),
        ),
      };
    case 'poison':
      return {
        isSafe: letters.some(
          ({ messageId, body, reason }) => messageId === id && body === each.body && reason.length > 0,
        ),
      };
    case 'ignored':
      return {
        isSafe: lines.some(({ message, messageId }) => message === 'event ignored' && messageId === id),
      };
  }
}
