/** What a user described, ready to be played but for the settings of pre-scaling. */
import type { Scenario as PlayedScenario } from '../../sim/scenario.ts';

export interface Scenario extends Omit<PlayedScenario, 'prescale'> {
  /** As written: whoever uses the settings checks them. */
  readonly prescale: Readonly<Record<string, unknown>>;
}
