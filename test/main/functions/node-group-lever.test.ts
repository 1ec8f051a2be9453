/** The second lever of the functions: only where groups are configured, and as the cluster is used. */
import { expect, test } from 'vitest';
import { seconds } from '../../../src/core/model/time.ts';
import { nodeGroupLever } from '../../../src/main/functions/node-group-lever.ts';
import { aGroupConfig } from '../../support/a-node-group.ts';
import { anAwsWire, sourceOf } from '../../support/an-aws-wire.ts';

const BLUE = { eksName: 'blue', region: 'eu-central-1', requestTimeout: seconds(5) };

test('is none where no groups are configured', async () => {
  const { clock } = await anAwsWire();
  expect(nodeGroupLever({ ...BLUE, nodeGroups: [] }, sourceOf(), { clock, env: {} })).toBeUndefined();
});

test('records in the name of the EKS cluster, and asks AWS for its groups', async () => {
  const { wire, clock } = await anAwsWire();
  wire.autoScaling.add({ name: 'web', min: 2, max: 20, desired: 3 });
  const world = { clock, env: {}, awsEndpoint: wire.url };
  const lever = nodeGroupLever({ ...BLUE, nodeGroups: [aGroupConfig()] }, sourceOf(), world);
  expect(lever).toMatchObject({ cluster: 'blue', region: 'eu-central-1' });
  expect(await lever?.client.list('eu-central-1', ['web'])).toMatchObject([{ min: 2, desired: 3 }]);
});
