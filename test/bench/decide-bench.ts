/** The decision alone, by how many surges name the target. */
import type { Surge } from '../../src/core/model/surge.ts';
import { plus, seconds } from '../../src/core/model/time.ts';
import { decide } from '../../src/core/prescale/decide.ts';
import { A_PUSH, aSurge, at } from '../support/a-surge.ts';
import { aTarget } from '../support/a-target.ts';
import { DEFAULTS, followed, settle, type World } from '../support/a-world.ts';
import { type Bench, type Row, rowOf, timeRuns } from './measurement.ts';

const COUNTS = [1, 10, 100];
const REPETITIONS = 15;
const CALLS_PER_RUN = 20_000;
/** Before the surges come and after the first of them has raised the floor. */
const LOOKED_AT = at(17, 58);

export const benchDecide: Bench = async (tell) => {
  const rows: Row[] = [];
  for (const count of COUNTS)
    for (const [name, world] of Object.entries(worldsOf(count))) {
      const calls = Math.ceil(CALLS_PER_RUN / count);
      const label = `${count} ${count === 1 ? 'surge' : 'surges'}, ${name}`;
      tell(`decide: ${label}`);
      const times = await timeRuns(
        REPETITIONS,
        () => world,
        (snapshot) => {
          for (let call = 0; call < calls; call += 1) decide(snapshot, DEFAULTS, LOOKED_AT);
        },
      );
      rows.push(
        rowOf(
          label,
          times.map((time) => (1_000 * time) / calls),
        ),
      );
    }
  return [{ title: 'decide() for one target', unit: 'µs', rows }];
};

/** Surges of a crowd each, ten minutes apart, the first of them about to come. */
function worldsOf(count: number): Readonly<Record<string, World>> {
  const surges = Array.from({ length: count }, (_, index) => surgeAt(index));
  const fresh: World = { target: aTarget({ max: 400, profile: { rpsPerReplica: 100 } }), surges };
  const held = followed(settle(followed(fresh), LOOKED_AT).world);
  return { 'floor to be raised': fresh, 'floor held': settle(held, LOOKED_AT).world };
}

const surgeAt = (index: number): Surge =>
  aSurge({
    id: `news/push-${index}`,
    start: plus(at(18), seconds(600 * index)),
    end: plus(at(18, 20), seconds(600 * index)),
    demand: { kind: 'rps', rps: 2_000, curve: A_PUSH },
  });
