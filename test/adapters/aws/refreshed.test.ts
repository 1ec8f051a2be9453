/** What is asked for over the network: when, by how many, and what is used when it cannot be had. */
import { describe, expect, test } from 'vitest';
import { type Reading, Refreshed } from '../../../src/adapters/aws/refreshed.ts';
import { type Millis, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { Throttled, Unavailable } from '../../../src/ports/faults.ts';
import { anInstant } from '../../support/an-instant.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const START = anInstant('2026-11-26T18:00:00Z');

/** Fresh for ten minutes, usable for fifteen unless for ever. */
function aValue({ isLasting = false } = {}) {
  const clock = new VirtualClock(START);
  const server = { reads: 0, error: undefined as Error | undefined };
  const read = (): Promise<Reading<string>> => {
    server.reads += 1;
    if (server.error !== undefined) return Promise.reject(server.error);
    return Promise.resolve({
      value: `read ${server.reads}`,
      freshUntil: plus(clock.now(), minutes(10)),
      usableUntil: isLasting ? undefined : plus(clock.now(), minutes(15)),
    });
  };
  const refreshed = new Refreshed({ clock, read });
  const pass = (length: Millis) => clock.advanceTo(plus(clock.now(), length));
  return { server, refreshed, pass };
}

describe('a value', () => {
  test('is read once for all who ask together, and again when it is no longer fresh', async () => {
    const { server, refreshed, pass } = aValue();
    expect(await Promise.all([refreshed.get(), refreshed.get()])).toEqual(['read 1', 'read 1']);
    await pass(seconds(599));
    expect(await refreshed.get()).toBe('read 1');
    await pass(seconds(1));
    expect(await refreshed.get()).toBe('read 2');
    expect(server.reads).toBe(2);
  });

  test('that cannot be read anew is used while it is usable', async () => {
    const { server, refreshed, pass } = aValue();
    await refreshed.get();
    const error = new Unavailable('503');
    server.error = error;
    await pass(minutes(14));
    expect(await refreshed.get()).toBe('read 1');
    await pass(minutes(1));
    await expect(refreshed.get()).rejects.toBe(error);
  });

  test('that lasts is used as long as no other can be had', async () => {
    const { server, refreshed, pass } = aValue({ isLasting: true });
    await refreshed.get();
    server.error = new Unavailable('503');
    await pass(minutes(600));
    expect(await refreshed.get()).toBe('read 1');
  });

  test('that is in doubt is read anew, and used when that fails; one that is forgotten is not', async () => {
    const { server, refreshed, pass } = aValue();
    await refreshed.get();
    refreshed.doubt();
    expect(await refreshed.get()).toBe('read 2');
    server.error = new Unavailable('503');
    refreshed.doubt();
    expect(await refreshed.get()).toBe('read 2');
    await pass(seconds(2));
    refreshed.forget();
    await expect(refreshed.get()).rejects.toBe(server.error);
  });
});

describe('who fails', () => {
  test('rests two seconds, and tells meanwhile what went wrong', async () => {
    const { server, refreshed, pass } = aValue();
    server.error = new Unavailable('503');
    await expect(refreshed.get()).rejects.toBe(server.error);
    await expect(refreshed.get()).rejects.toBe(server.error);
    expect(server.reads).toBe(1);
    await pass(seconds(2));
    server.error = undefined;
    expect(await refreshed.get()).toBe('read 2');
  });

  test('rests as long as the server asks', async () => {
    const { server, refreshed, pass } = aValue();
    server.error = new Throttled('429', { retryAfter: seconds(20) });
    await expect(refreshed.get()).rejects.toBe(server.error);
    await pass(seconds(19));
    await expect(refreshed.get()).rejects.toBe(server.error);
    expect(server.reads).toBe(1);
  });
});
