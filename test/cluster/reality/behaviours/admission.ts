/** What the API server fills in and refuses. */
import type { V2HorizontalPodAutoscalerSpec } from '@kubernetes/client-node';
import { valueAt } from '../../../../src/sim/http/field-values.ts';
import type { Behaviour } from '../behaviour.ts';
import { wordBehavior } from '../hpa-rules.ts';
import { hpaBody, outcomeWithFields, pathOf, post, worded } from '../requests.ts';

type Spec = Partial<V2HorizontalPodAutoscalerSpec>;

/** What they become in `spec`, without the target and max. */
const FILLED_IN: Readonly<Record<string, Spec>> = {
  'no min, no metrics, no behavior': {},
  'an empty behavior': { behavior: {} },
  'a window for scaling down alone': { behavior: { scaleDown: { stabilizationWindowSeconds: 30 } } },
  'scaling down disabled': { behavior: { scaleDown: { selectPolicy: 'Disabled' } } },
  'a policy for scaling up alone': {
    behavior: { scaleUp: { policies: [{ type: 'Pods', value: 2, periodSeconds: 30 }] } },
  },
};

const BEYOND: Spec = { behavior: { scaleDown: { stabilizationWindowSeconds: 3_601 } } };
const NO_TARGET = { scaleTargetRef: { kind: '', name: '' } };
const REFUSED: Readonly<Record<string, Spec>> = {
  'min above max': { minReplicas: 11 },
  'min 0': { minReplicas: 0 },
  'max 0': { maxReplicas: 0, minReplicas: 1 },
  'a window of 3,601 s': BEYOND,
  'no target': NO_TARGET,
};

export const ADMISSION: readonly Behaviour[] = [
  {
    name: 'defaults of an HPA',
    observe: async (world) => {
      const facts = [];
      for (const [index, [what, spec]] of Object.entries(FILLED_IN).entries()) {
        const { body } = await post(world, pathOf(world, 'hpas'), hpaBody(`app-${index}`, spec));
        const { behavior, metrics, minReplicas } = valueAt(body, 'spec') as V2HorizontalPodAutoscalerSpec;
        // Min and the metric are shown once.
        const others = index === 0 ? `min ${minReplicas}, metrics ${worded(metrics)}, ` : '';
        facts.push({ what, value: `${others}${wordBehavior(behavior)}` });
      }
      return facts;
    },
  },
  {
    name: 'an HPA that is refused',
    observe: async (world) => {
      const facts = [];
      for (const [what, spec] of Object.entries(REFUSED)) {
        const answer = await post(world, pathOf(world, 'hpas'), hpaBody('app', spec));
        facts.push({ what, value: outcomeWithFields(answer) });
      }
      return facts;
    },
  },
];
