import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReplayParts, replay } from '../../../src/cli/events/replay-run.ts';
import { Unavailable } from '../../../src/ports/faults.ts';
import { aMessageQueue, type FakeQueue, type QueueRequest } from '../../support/a-message-queue.ts';

const NEVER = new AbortController().signal;
const SEND_GOOD = { all: false, dryRun: false };

const NO_MORE = { receipt: '', reason: undefined, sourceMessageId: undefined };

const isBad = (body: string): boolean => body.startsWith('bad');

const partsOf = (from: FakeQueue, to: FakeQueue, over: Partial<ReplayParts> = {}): ReplayParts => ({
  from,
  to,
  complain: (body) => (isBad(body) ? 'still bad' : undefined),
  onProgress: () => {},
  ...over,
});

function queues(...bodies: readonly string[]) {
  const from = aMessageQueue('dead');
  for (const body of bodies) from.put({ body });
  return { from, to: aMessageQueue('live') };
}

describe('what is replayed', () => {
  it('is sent and removed when it is good, and stays in sight when it is bad', async () => {
    const { from, to } = queues('good 1', 'bad 1', 'good 2');

    const { rows, complete, fault } = await replay(SEND_GOOD, partsOf(from, to), NEVER);

    expect(to.bodies()).toEqual(['good 1', 'good 2']);
    expect(from.bodies()).toEqual(['bad 1']);
    expect(from.hidden()).toEqual([]);
    expect({ complete, fault }).toEqual({ complete: true, fault: undefined });
    expect(rows).toEqual([
      expect.objectContaining({ id: 'dead-1', outcome: 'sent', sentAs: 'live-1' }),
      expect.objectContaining({ id: 'dead-2', outcome: 'kept', sentAs: null, reason: 'still bad' }),
      expect.objectContaining({ id: 'dead-3', outcome: 'sent', sentAs: 'live-2' }),
    ]);
  });

  it('is everything when all is asked for', async () => {
    const { from, to } = queues('good', 'bad');

    const { rows } = await replay({ all: true, dryRun: false }, partsOf(from, to), NEVER);

    expect(rows.map(({ outcome }) => outcome)).toEqual(['sent', 'sent']);
    expect(from.bodies()).toEqual([]);
  });

  it('is nothing in a dry run, which says what would be', async () => {
    const { from, to } = queues('good', 'bad');

    const { rows } = await replay({ all: false, dryRun: true }, partsOf(from, to), NEVER);

    expect(rows.map(({ outcome }) => outcome)).toEqual(['planned', 'kept']);
    expect([from.bodies(), from.hidden(), to.bodies()]).toEqual([['good', 'bad'], [], []]);
  });

  it('is as much as was looked at when somebody interrupts', async () => {
    const from = aMessageQueue('dead', 1);
    for (const body of ['good 1', 'good 2', 'good 3']) from.put({ body });
    const to = aMessageQueue('live');
    const interrupt = new AbortController();
    const onProgress = (rows: readonly unknown[]) => {
      if (rows.length === 2) interrupt.abort();
    };

    const { complete } = await replay(SEND_GOOD, partsOf(from, to, { onProgress }), interrupt.signal);

    expect(complete).toBe(false);
    expect([to.bodies(), from.bodies(), from.hidden()]).toEqual([['good 1', 'good 2'], ['good 3'], []]);
  });

  it('is all of a long queue, though what stays shows again before its end', async () => {
    const bad = Array.from({ length: 20 }, (_, index) => `bad ${index}`);
    const { from, to } = queues(...bad, 'good');
    const seen: string[] = [];
    const source = {
      ...from,
      receive: async () => {
        if (seen.length === bad.length)
          for (const id of seen.slice(0, 10)) await from.release({ id, body: '', ...NO_MORE });
        const received = await from.receive();
        seen.push(...received.map(({ id }) => id));
        return received;
      },
    };

    const { complete } = await replay(SEND_GOOD, { ...partsOf(from, to), from: source }, NEVER);

    expect(complete).toBe(true);
    expect(to.bodies()).toEqual(['good']);
  });

  it('is not sent again when it is back, refused anew', async () => {
    const { from, to } = queues('bad');
    const refusing = {
      send: async (body: string) => {
        const id = await to.send(body);
        from.put({ body, sourceMessageId: id });
        return id;
      },
    };

    const { complete } = await replay(
      { all: true, dryRun: false },
      { ...partsOf(from, to), to: refusing },
      NEVER,
    );

    expect(complete).toBe(true);
    expect([to.bodies(), from.bodies(), from.hidden()]).toEqual([['bad'], ['bad'], []]);
  });
});

describe('a queue that fails', () => {
  it.each<[request: QueueRequest, at: 'from' | 'to', left: readonly string[], sent: readonly string[]]>([
    ['receive', 'from', ['good', 'bad'], []],
    ['send', 'to', ['good', 'bad'], []],
    ['remove', 'from', ['good', 'bad'], ['good']],
  ])('ends it at %s of %s, and nothing is lost', async (request, at, left, sent) => {
    const { from, to } = queues('good', 'bad');
    (at === 'from' ? from : to).fail(request);

    const { fault, complete } = await replay(SEND_GOOD, partsOf(from, to), NEVER);

    expect(fault).toBeInstanceOf(Unavailable);
    expect(complete).toBe(false);
    expect([from.bodies(), to.bodies()]).toEqual([left, sent]);
  });

  it('says so of the message that it failed for', async () => {
    const { from, to } = queues('good 1', 'good 2');
    from.fail('remove', 'good 2');

    const { rows } = await replay(SEND_GOOD, partsOf(from, to), NEVER);

    expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['sent', null],
      ['failed', 'sent, but still here, so that it may be sent again: queue dead: remove failed'],
    ]);
  });

  it('never loses a message, whatever fails when', async () => {
    const kinds = fc.array(fc.constantFrom('good', 'bad'), { maxLength: 25 });
    const failures = fc.array(
      fc.tuple(fc.constantFrom<QueueRequest>('receive', 'send', 'remove', 'release'), fc.nat(25)),
      { maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(kinds, failures, fc.boolean(), fc.boolean(), async (names, failing, all, dryRun) => {
        const bodies = names.map((name, index) => `${name} ${index}`);
        const { from, to } = queues(...bodies);
        for (const [request, index] of failing)
          (request === 'send' ? to : from).fail(
            request,
            request === 'send' || request === 'remove' ? bodies[index] : undefined,
          );

        const { rows } = await replay({ all, dryRun }, partsOf(from, to), NEVER);

        expect(new Set([...from.bodies(), ...to.bodies()])).toEqual(new Set(bodies));
        if (dryRun) expect(to.bodies()).toEqual([]);
        if (!all) expect(to.bodies().filter(isBad)).toEqual([]);
        const gone = bodies.filter((body) => !from.bodies().includes(body));
        expect(rows.filter(({ outcome }) => outcome === 'sent')).toHaveLength(gone.length);
      }),
    );
  });
});
