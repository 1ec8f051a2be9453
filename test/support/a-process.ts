/** A Forescale process on an API server with one HPA, its workload, and nobody else who acts. */
import { asMillis, type Millis } from '../../src/core/model/time.ts';
import { type FaultRates, NO_FAULTS } from '../../src/sim/client/faults.ts';
import { ForescaleProcess } from '../../src/sim/client/forescale-process.ts';
import { seededRandom } from '../../src/sim/random.ts';
import { DEFAULTS } from './a-world.ts';
import { anApi, BY_OWNER, deploymentDraft, HPA, hpaDraft } from './an-api.ts';

export interface ProcessOptions {
  readonly seed?: number;
  readonly rates?: Partial<FaultRates>;
  readonly skew?: Millis;
}

export function aProcess({ seed = 7, rates = {}, skew = asMillis(0) }: ProcessOptions = {}) {
  const parts = anApi();
  const { api, engine } = parts;
  api.create('Deployment', deploymentDraft(), BY_OWNER);
  api.create('HorizontalPodAutoscaler', hpaDraft(), BY_OWNER);
  const warnings: string[] = [];
  const process = new ForescaleProcess({
    engine,
    api,
    random: seededRandom(seed),
    config: DEFAULTS,
    faultRates: { ...NO_FAULTS, ...rates },
    latency: asMillis(10),
    skew,
    log: { info: () => {}, warn: (message) => warnings.push(message) },
  });
  return { ...parts, process, warnings, floor: () => api.get(...HPA).spec.minReplicas };
}
