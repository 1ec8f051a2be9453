/** Facts in which the simulator differs for a reason, which the guide gives under the same name. Pure. */
import type { Row } from './behaviour.ts';

export interface Difference {
  readonly behaviour: string;
  readonly what: string;
  /** As the guide has it. */
  readonly name: string;
}

export const DIFFERENCES: readonly Difference[] = [
  {
    behaviour: 'nodes: Karpenter, and the Cluster Autoscaler of the simulator',
    what: 'reason of that, once there is room',
    name: 'Karpenter',
  },
];

export const differenceOf = ({ behaviour, real }: Row): Difference | undefined =>
  DIFFERENCES.find((one) => one.behaviour === behaviour && one.what === real.what);
