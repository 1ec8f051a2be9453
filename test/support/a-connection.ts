/** A process's connection to an API server with an HPA on it: 100 ms away, its faults as certain as the test says. */
import { asMillis, type Instant, plus } from '../../src/core/model/time.ts';
import { Connection } from '../../src/sim/client/connection.ts';
import { type FaultRates, Faults, NO_FAULTS } from '../../src/sim/client/faults.ts';
import { seededRandom } from '../../src/sim/random.ts';
import { anApi, BY_OWNER, deploymentDraft, hpaDraft, NOON } from './an-api.ts';

const LATENCY = asMillis(100);
export const millisIn = (count: number): Instant => plus(NOON, asMillis(count));

export function aConnection(rates: Partial<FaultRates> = {}) {
  const parts = anApi();
  const { api, engine } = parts;
  api.create('HorizontalPodAutoscaler', hpaDraft(), BY_OWNER);
  api.create('Deployment', deploymentDraft(), BY_OWNER);
  const connect = (over: Partial<FaultRates> = rates, seed = 1): Connection => {
    const faults = new Faults({ ...NO_FAULTS, ...over }, seededRandom(seed));
    const connection: Connection = new Connection({
      engine,
      api,
      faults,
      latency: LATENCY,
      onCrash: () => connection.die(),
    });
    return connection;
  };
  const runToMillis = (count: number): Promise<void> => engine.runUntil(millisIn(count));
  return { ...parts, connect, connection: connect(), runToMillis };
}

/** How a call stands: what it brought, or how it failed. */
export interface Outcome {
  value?: unknown;
  error?: unknown;
}

/** Notes how a call ends, whenever that is. */
export function follow(call: Promise<unknown>): Outcome {
  const outcome: Outcome = {};
  call.then(
    (value) => {
      outcome.value = value ?? 'done';
    },
    (error: unknown) => {
      outcome.error = error;
    },
  );
  return outcome;
}
