/** `hpa`: a plain autoscaling/v2 spec, cut to the metrics that the embedded cluster can measure. */
import * as z from 'zod';
import { block, choice, list, quantity, text, whole } from '../../core/schema/fields.ts';
import { MOST_REPLICAS } from '../../core/schema/limits.ts';
import { expected } from '../../core/schema/wording.ts';

/** A union of blocks told apart by their `type`. */
const typeOf = (what: string) => ({
  error: ({ code, input }: { readonly code?: string; readonly input?: unknown }) => {
    const type = typeof input === 'object' && input !== null && 'type' in input ? input.type : undefined;
    return code === 'invalid_union' ? expected(what, type) : expected('a block of keys', input);
  },
});

const averageValue = block({ type: z.literal('AverageValue'), averageValue: quantity });
const utilization = block({ type: z.literal('Utilization'), averageUtilization: whole(1, 10_000) });

const resourceMetric = block({
  type: z.literal('Resource'),
  resource: block({
    name: choice(['cpu']),
    target: z.discriminatedUnion('type', [utilization, averageValue], typeOf('Utilization or AverageValue')),
  }),
});

const podsMetric = block({
  type: z.literal('Pods'),
  pods: block({
    metric: block({ name: text('the name of a metric') }),
    target: z.discriminatedUnion('type', [averageValue], typeOf('AverageValue')),
  }),
});

const metric = z.discriminatedUnion('type', [resourceMetric, podsMetric], typeOf('Resource or Pods'));

const policy = block({
  type: choice(['Pods', 'Percent']),
  value: whole(1, MOST_REPLICAS),
  periodSeconds: whole(1, 1_800),
});

const rules = block({
  stabilizationWindowSeconds: whole(0, 3_600).exactOptional(),
  selectPolicy: choice(['Max', 'Min', 'Disabled']).exactOptional(),
  policies: list(policy, 'a list of policies').exactOptional(),
  tolerance: quantity.exactOptional(),
});

const TARGET = 'The workload of this file; may be left out.';

export const hpaSchema = block({
  scaleTargetRef: block({
    apiVersion: choice(['apps/v1']).optional(),
    kind: choice(['Deployment']),
    name: text('the name of the workload'),
  })
    .optional()
    .describe(TARGET),
  minReplicas: whole(1, MOST_REPLICAS).exactOptional().describe('When left out, workload.replicas.'),
  maxReplicas: whole(1, MOST_REPLICAS)
    .exactOptional()
    .describe('When left out, twice what the peak of the load needs at 60 %.'),
  metrics: list(metric, 'a list of metrics')
    .min(1, { error: ({ input }) => expected('at least one metric', input) })
    .exactOptional()
    .describe('When left out, what the key `metric` says.'),
  behavior: block({ scaleUp: rules.exactOptional(), scaleDown: rules.exactOptional() })
    .exactOptional()
    .describe('When left out, the defaults of Kubernetes.'),
});

export type HpaInput = z.output<typeof hpaSchema>;
