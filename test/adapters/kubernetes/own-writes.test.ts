import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAtLeast, OwnWrites } from '../../../src/adapters/kubernetes/own-writes.ts';

/** An object of a version, and what our own writes had made of it by then. */
const at = (resourceVersion: string, count = 0) => ({ metadata: { resourceVersion }, count });

test('without a write of ours the cache is believed', () => {
  const writes = new OwnWrites();
  expect(writes.judge('a', at('5'))).toEqual(at('5'));
  expect(writes.judge('a', undefined)).toBeUndefined();
});

describe('after a write of ours', () => {
  function afterWrite(object = true) {
    const writes = new OwnWrites();
    writes.begun('a');
    writes.ended('a', '9', object ? { object: at('9') } : undefined);
    return writes;
  }

  test('its answer counts until the cache has it', () => {
    const writes = afterWrite();
    expect(writes.judge('a', at('8'))).toEqual(at('9'));
    expect(writes.judge('a', at('10'))).toEqual(at('10'));
    expect(writes.judge('a', at('8'))).toEqual(at('8'));
  });

  test('of which the answer was something else, the server is asked until the cache is as new', () => {
    const writes = afterWrite(false);
    expect(writes.judge('a', at('8'))).toBe('ask');
    expect(writes.judge('a', at('9'))).toEqual(at('9'));
  });

  test('of which the answer was the one field, that is brought to what the cache has', () => {
    const writes = new OwnWrites<ReturnType<typeof at>>();
    writes.begun('a');
    writes.ended('a', '9', { amend: (older) => ({ ...older, count: 1 }) });
    expect(writes.judge('a', at('7'))).toEqual(at('7', 1));
    // By its version, a write that goes by what is older is refused.
    expect(writes.judge('a', at('8'))).toEqual(at('8', 1));
    expect(writes.judge('a', at('9', 5))).toEqual(at('9', 5));
    expect(writes.judge('a', undefined)).toBeUndefined();
  });

  test('an object that the cache has not, or no longer, is asked for', () => {
    const writes = afterWrite();
    expect(writes.judge('a', undefined)).toBe('ask');
    writes.seen('a', writes.debtOf('a'), undefined, undefined);
    expect(writes.judge('a', undefined)).toBeUndefined();
  });

  test("other objects are nobody's concern", () => {
    expect(afterWrite().judge('b', at('1'))).toEqual(at('1'));
  });
});

describe('while a write is under way, and after it has failed', () => {
  test('the server is asked, and the cache is good again when it has got as far', () => {
    const writes = new OwnWrites();
    const debt = writes.begun('a');
    expect(writes.judge('a', at('8'))).toBe('ask');
    writes.seen('a', debt, at('9'), at('8'));
    expect(writes.judge('a', at('8'))).toEqual(at('9'));
    expect(writes.judge('a', at('9'))).toEqual(at('9'));
  });

  test('a read that began before another write says nothing of it', () => {
    const writes = new OwnWrites();
    const debt = writes.begun('a');
    writes.begun('a');
    writes.seen('a', debt, at('9'), at('8'));
    expect(writes.judge('a', at('9'))).toBe('ask');
  });

  test('an object that is gone for the server but not for the cache is asked for until both agree', () => {
    const writes = new OwnWrites();
    const debt = writes.begun('a');
    writes.seen('a', debt, undefined, at('8'));
    expect(writes.judge('a', at('8'))).toBe('ask');
    writes.seen('a', debt, undefined, undefined);
    expect(writes.judge('a', undefined)).toBeUndefined();
  });
});

test('never is what is older than a write of ours believed, whatever comes in whatever order', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('write' as const),
      answer: fc.constantFrom('lost', 'nothing', 'field', 'whole'),
    }),
    fc.record({ kind: fc.constant('event' as const), lag: fc.nat(3) }),
    fc.constant({ kind: 'read' as const }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const writes = new OwnWrites<ReturnType<typeof at>>();
      let server = 1;
      let cached = 1;
      const stored = (version: number) => at(String(version), version);
      for (const one of steps) {
        if (one.kind === 'write') {
          writes.begun('a');
          server += 1;
          const version = String(server);
          const count = server;
          if (one.answer === 'nothing') writes.ended('a', version, undefined);
          if (one.answer === 'whole') writes.ended('a', version, { object: stored(server) });
          if (one.answer === 'field') writes.ended('a', version, { amend: (older) => ({ ...older, count }) });
        } else if (one.kind === 'event') cached = Math.max(cached, server - one.lag);
        else {
          const debt = writes.debtOf('a');
          const judged = writes.judge('a', stored(cached));
          const read = judged === 'ask' ? stored(server) : judged;
          if (judged === 'ask') writes.seen('a', debt, read, stored(cached));
          expect(read?.count).toBe(server);
          expect([server, cached]).toContain(Number(read?.metadata.resourceVersion));
        }
      }
    }),
  );
});

test.each([
  ['9', '10', false],
  ['10', '9', true],
  ['10', '10', true],
  ['90071992547409931', '90071992547409930', true],
  ['abc', '1', false],
  ['abc', 'abc', true],
])('%s is at least %s: %s', (version, wanted, expected) => {
  expect(isAtLeast(version, wanted)).toBe(expected);
});
