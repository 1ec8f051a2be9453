/** In the order of the table. */
import type { Behaviour } from '../behaviour.ts';
import { ADMISSION } from './admission.ts';
import { EVICTIONS } from './evictions.ts';
import { FLEETS } from './fleet.ts';
import { HPA_FLOOR } from './hpa-floor.ts';
import { HPA_LOAD } from './hpa-load.ts';
import { PROVISIONER } from './provisioner.ts';
import { SCALE } from './scale.ts';
import { WATCHES } from './watches.ts';
import { WRITES } from './writes.ts';

/** Phases of syncs and scrapes are chance. */
const draw = (draws: number, behaviours: readonly Behaviour[]): readonly Behaviour[] =>
  behaviours.map((behaviour) => ({ ...behaviour, draws }));

export const BEHAVIOURS: readonly Behaviour[] = [
  ...draw(16, HPA_FLOOR),
  ...draw(16, HPA_LOAD),
  ...draw(2, FLEETS),
  ...draw(16, PROVISIONER),
  ...EVICTIONS,
  ...WRITES,
  SCALE,
  ...ADMISSION,
  ...WATCHES,
];
