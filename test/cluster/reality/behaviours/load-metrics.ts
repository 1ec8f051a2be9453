/** What the HPAs go by. */
import type { V2MetricSpec } from '@kubernetes/client-node';
import { RPS_PER_POD } from '../world.ts';

/** Does not saturate: a pod is asked for more than it serves. */
export const onRequests: V2MetricSpec = {
  type: 'Pods',
  pods: {
    metric: { name: 'requests_per_second' },
    target: { type: 'AverageValue', averageValue: String(RPS_PER_POD) },
  },
};

/** Saturates at 100 %, however large the crowd. */
export const onCpu: V2MetricSpec = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
};
