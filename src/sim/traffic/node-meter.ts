/** Node-seconds: every Node object counts from its request on, Ready or not, as it is paid for. */
import { between, type Instant, toSeconds } from '../../core/model/time.ts';
import type { ApiServer } from '../api/server.ts';
import type { Engine } from '../engine.ts';

export interface NodeMeterParts {
  readonly engine: Engine;
  readonly api: ApiServer;
}

export class NodeMeter {
  readonly #engine: Engine;
  readonly #api: ApiServer;
  #asOf: Instant;
  #count: number;
  #nodeSeconds = 0;

  constructor({ engine, api }: NodeMeterParts) {
    this.#engine = engine;
    this.#api = api;
    this.#asOf = engine.now;
    this.#count = api.count('Node');
    api.watch('Node', ({ type }) => {
      if (type !== 'MODIFIED') this.#advance();
    });
  }

  /** From the construction of the meter until now. */
  nodeSeconds(): number {
    this.#advance();
    return this.#nodeSeconds;
  }

  #advance(): void {
    this.#nodeSeconds += this.#count * toSeconds(between(this.#asOf, this.#engine.now));
    this.#asOf = this.#engine.now;
    this.#count = this.#api.count('Node');
  }
}
