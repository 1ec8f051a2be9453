/** The `scale` subresource: replicas alone, whatever has them. */
import { textAt } from '../../../../src/sim/http/field-values.ts';
import type { Behaviour } from '../behaviour.ts';
import { deploymentBody, get, outcome, patch, pathOf, post, worded } from '../requests.ts';

export const SCALE: Behaviour = {
  name: '`/scale`',
  observe: async (world) => {
    await post(world, pathOf(world, 'deployments'), deploymentBody('app', 2));
    const path = pathOf(world, 'deployments', 'app', 'scale');
    const specOf = async () => {
      const { body } = await get(world, path);
      return worded({ kind: textAt(body, 'kind'), spec: (body as { spec: unknown }).spec });
    };
    const before = await get(world, path);
    const first = await specOf();
    const answer = await patch(world, path, { spec: { replicas: 5 } });
    const deployment = await get(world, pathOf(world, 'deployments', 'app'));
    const stale = await world.ask({ method: 'PUT', path, body: before.body as object });
    const negative = await patch(world, path, { spec: { replicas: -1 } });
    await patch(world, path, { spec: { replicas: 0 } });
    return [
      { what: 'read', value: first },
      { what: 'selector', value: textAt(before.body, 'status.selector') },
      { what: 'merge patch to 5', value: outcome(answer) },
      {
        what: 'replicas and generation of the Deployment',
        value: `${textAt(deployment.body, 'spec.replicas')}, ${textAt(deployment.body, 'metadata.generation')}`,
      },
      { what: 'PUT of what was read before', value: outcome(stale) },
      { what: '-1', value: outcome(negative) },
      { what: 'read at zero', value: await specOf() },
    ];
  },
};
