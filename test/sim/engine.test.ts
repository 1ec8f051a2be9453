import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asInstant, asMillis, type Instant, minus, plus, seconds } from '../../src/core/model/time.ts';
import { Engine } from '../../src/sim/engine.ts';
import { anInstant } from '../support/an-instant.ts';

const START = anInstant('2026-11-22T18:00:00Z');
const secondsIn = (count: number): Instant => plus(START, seconds(count));

/** An engine, and what ran on it at which second. */
function aDiary() {
  const engine = new Engine(START);
  const lines: string[] = [];
  const note = (name: string) => (): void => {
    lines.push(`${name} ${(engine.now - START) / 1_000}`);
  };
  return { engine, lines, note };
}

describe('order', () => {
  test('by instant, at equal instants as asked for, what handlers ask for last', async () => {
    const { engine, lines, note } = aDiary();
    engine.at(secondsIn(2), note('late'));
    engine.at(secondsIn(1), () => {
      note('first')();
      engine.at(secondsIn(1), note('third'));
    });
    engine.at(secondsIn(1), note('second'));
    await engine.runUntil(secondsIn(5));
    expect(lines).toEqual(['first 1', 'second 1', 'third 1', 'late 2']);
  });

  test('an instant that has passed means now, after what waits for now', async () => {
    const { engine, lines, note } = aDiary();
    engine.at(secondsIn(3), () => {
      engine.at(minus(START, seconds(9)), note('past'));
      engine.after(asMillis(-1), note('negative'));
    });
    engine.at(secondsIn(3), note('present'));
    await engine.runUntil(secondsIn(3));
    expect(lines).toEqual(['present 3', 'past 3', 'negative 3']);
  });

  test('any events run by instant and then as asked for, none before the start', async () => {
    const offsets = fc.array(fc.integer({ min: -3, max: 6 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(offsets, async (all) => {
        const engine = new Engine(START);
        const ran: (readonly [number, number])[] = [];
        for (const [index, offset] of all.entries())
          engine.at(secondsIn(offset), () => ran.push([(engine.now - START) / 1_000, index]));
        await engine.runUntil(secondsIn(9));
        const asked = all.map((offset, index) => [Math.max(0, offset), index] as const);
        expect(ran).toEqual(asked.toSorted(([a, i], [b, j]) => a - b || i - j));
      }),
    );
  });
});

describe('runUntil', () => {
  test('runs what is at its end, leaves what is after it, and stands there', async () => {
    const { engine, lines, note } = aDiary();
    engine.at(secondsIn(5), note('at the end'));
    engine.at(asInstant(secondsIn(5) + 0.5), note('after'));
    await engine.runUntil(secondsIn(5));
    expect(lines).toEqual(['at the end 5']);
    expect(engine.now).toBe(secondsIn(5));
    await engine.runUntil(secondsIn(6));
    expect(lines).toEqual(['at the end 5', 'after 5.0005']);
  });

  test('never goes back', async () => {
    const { engine } = aDiary();
    await engine.runUntil(secondsIn(5));
    await engine.runUntil(secondsIn(1));
    expect(engine.now).toBe(secondsIn(5));
  });

  test('a handler that throws ends the run where it is; the next run goes on behind it', async () => {
    const { engine, lines, note } = aDiary();
    engine.at(secondsIn(1), () => {
      throw new Error('defect');
    });
    engine.at(secondsIn(1), note('next'));
    await expect(engine.runUntil(secondsIn(2))).rejects.toThrow('defect');
    expect(engine.now).toBe(secondsIn(1));
    await engine.runUntil(secondsIn(2));
    expect(lines).toEqual(['next 1']);
  });
});

describe('every', () => {
  test('runs at first and then every period, until it returns false', async () => {
    const { engine, lines, note } = aDiary();
    engine.every(seconds(10), secondsIn(5), () => {
      note('tick')();
      return lines.length < 3;
    });
    await engine.runUntil(secondsIn(60));
    expect(lines).toEqual(['tick 5', 'tick 15', 'tick 25']);
  });

  test('goes on when it returns nothing; a first time that has passed is now', async () => {
    const { engine, lines, note } = aDiary();
    engine.every(seconds(10), secondsIn(-3), note('tick'));
    await engine.runUntil(secondsIn(20));
    expect(lines).toEqual(['tick 0', 'tick 10', 'tick 20']);
  });

  test.each([0, -1, Number.NaN])('a period of %d would stop time and is refused', (period) => {
    const { engine, note } = aDiary();
    expect(() => engine.every(asMillis(period), START, note('tick'))).toThrow(
      `expected a period above 0 ms, got ${period}`,
    );
  });
});

test('an instant that is no number would hold up all others and is refused', () => {
  const { engine, note } = aDiary();
  expect(() => engine.after(asMillis(Number.NaN), note('never'))).toThrow('expected an instant, got NaN');
});

describe('stir', () => {
  /** Lets code go that is many steps of the microtask queue away from its end. */
  function letGo(engine: Engine, steps: number, end: () => void): void {
    const walk = async (): Promise<void> => {
      for (let step = 0; step < steps; step += 1) await Promise.resolve();
      end();
    };
    walk().catch(expect.unreachable);
    engine.stir();
  }

  test('asynchronous code comes to rest before the next event, even of the same instant', async () => {
    const { engine, lines, note } = aDiary();
    engine.at(secondsIn(1), () => letGo(engine, 100, note('walked')));
    engine.at(secondsIn(1), note('next'));
    await engine.runUntil(secondsIn(1));
    expect(lines).toEqual(['walked 1', 'next 1']);
  });

  test('what it asks for at its instant runs before time moves', async () => {
    const { engine, lines, note } = aDiary();
    const ask = (): void => engine.after(asMillis(0), note('asked'));
    engine.at(secondsIn(1), () => letGo(engine, 10, ask));
    engine.at(secondsIn(2), note('later'));
    await engine.runUntil(secondsIn(2));
    expect(lines).toEqual(['asked 1', 'later 2']);
  });

  test('code that was let go before the run is waited for, and so is code that it lets go', async () => {
    const { engine, lines, note } = aDiary();
    letGo(engine, 10, () => {
      note('first')();
      letGo(engine, 10, note('second'));
    });
    engine.at(START, note('event'));
    await engine.runUntil(START);
    expect(lines).toEqual(['first 0', 'second 0', 'event 0']);
  });
});
