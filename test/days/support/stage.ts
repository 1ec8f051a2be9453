/** What a day is played with, and by whom. */
import type { SurgeNews } from '../../../src/core/model/surge-news.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import type { PrescaleConfig } from '../../../src/core/prescale/config.ts';
import type { ApiServer } from '../../../src/sim/api/server.ts';
import type { Engine } from '../../../src/sim/engine.ts';
import type { Random } from '../../../src/sim/random.ts';
import type { Ledger } from './ledger.ts';
import type { Deletion, Delivery } from './plan.ts';

/** What takes events in and reconciles: controllers, or functions. */
export interface Cast {
  readonly watched: boolean;
  /** Deliveries that were never acknowledged. */
  readonly pending: number;
  /** What could not be understood, and what was kept of it for a person. */
  readonly letters: Letters;
  /** What the bus took, in order; undefined where no news are sent. */
  readonly news: readonly SurgeNews[] | undefined;
  /** Of the Surge of an event. */
  readonly nameOf: (eventId: string) => string;
  deliver(delivery: Delivery): void;
  delete(deletion: Deletion): void;
}

export interface Letters {
  readonly sent: readonly string[];
  readonly kept: readonly string[];
}

export interface Stage {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly ledger: Ledger;
  readonly config: PrescaleConfig;
  readonly complaints: Complaint[];
  readonly random: Random;
}

export interface Complaint {
  readonly at: Instant;
  readonly process: string;
  readonly text: string;
}
