import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NodeMeter } from '../../../src/sim/traffic/node-meter.ts';
import { bareParts, secondsIn } from '../../support/a-sim-cluster.ts';
import { aNode } from '../../support/kube-objects.ts';

test('a node counts from its creation to its deletion, Ready or not', async () => {
  const { runTo, ...parts } = bareParts();
  aNode(parts.api, 'a');
  const meter = new NodeMeter(parts);
  await runTo(10);
  aNode(parts.api, 'b', { ready: false });
  expect(meter.nodeSeconds()).toBe(10);
  await runTo(12.5);
  parts.api.delete('Node', '', 'a');
  await runTo(20);
  expect(meter.nodeSeconds()).toBe(10 + 2 * 2.5 + 7.5);
});

test('it adds up to the lives of all nodes, whenever it is read', async () => {
  const life = fc.record({ from: fc.nat(50), length: fc.nat(50), read: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(life), async (lives) => {
      const { engine, api, runTo } = bareParts();
      const meter = new NodeMeter({ engine, api });
      lives.forEach(({ from, length, read }, index) => {
        const after = (count: number, act: () => void): void => engine.at(secondsIn(count), act);
        after(from, () => {
          aNode(api, `n${index}`);
          if (read) meter.nodeSeconds();
        });
        after(from + length, () => api.delete('Node', '', `n${index}`));
      });
      await runTo(100);
      expect(meter.nodeSeconds()).toBe(lives.reduce((sum, { length }) => sum + length, 0));
    }),
  );
});
