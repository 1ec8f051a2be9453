import { expect, test } from 'vitest';
import { aNodePool, listMachineTypes } from '../../cluster/support/machine-types.ts';

test('a machine is offered in two zones at one price', () => {
  const [machine] = listMachineTypes([{ name: 'small', cpuMillis: 4_020, memoryGib: 16, pricePerHour: 0.2 }]);

  expect(machine).toMatchObject({
    name: 'small',
    resources: { cpu: '4020m', memory: '16Gi', pods: '110' },
    offerings: [{ Price: 0.2 }, { Price: 0.2 }],
  });
});

test('a pool buys of the class that comes with it', () => {
  const [nodeClass, pool] = aNodePool('night', { consolidateAfter: '30s' });

  expect(nodeClass).toMatchObject({ kind: 'KWOKNodeClass', metadata: { name: 'night' } });
  expect(pool).toMatchObject({
    spec: {
      template: { spec: { nodeClassRef: { name: 'night' } } },
      disruption: { consolidateAfter: '30s' },
    },
  });
});
