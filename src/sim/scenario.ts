/** What is played: a cluster with its load, the surges that Forescale is told of, and the events they stand for. */
import type { Surge } from '../core/model/surge.ts';
import type { Instant, Millis } from '../core/model/time.ts';
import type { PrescaleConfig } from '../core/prescale/config.ts';
import type { ClusterSpec } from './cluster-spec.ts';

export interface ScenarioEvent {
  readonly name: string;
  readonly at: Instant;
  readonly end: Instant;
}

export interface Scenario {
  readonly name: string;
  readonly start: Instant;
  readonly duration: Millis;
  readonly cluster: ClusterSpec;
  readonly surges: readonly Surge[];
  readonly events: readonly ScenarioEvent[];
  readonly prescale: PrescaleConfig;
  readonly seed: number;
}
