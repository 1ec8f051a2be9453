/** Entries are strict, and each error names its field. */
import { describe, expect, test } from 'vitest';
import { nodeGroupsSchema, settleNodeGroups } from '../../../src/core/capacity/node-group-config.ts';
import { fieldOf } from '../../../src/core/schema/field-path.ts';
import { checkValue } from '../../../src/core/schema/finding.ts';

const WEB = { autoScalingGroup: 'web', labels: { pool: 'web' } };
const settle = (entries: unknown) => settleNodeGroups(nodeGroupsSchema.parse(entries), 'eu-central-1');

describe('node groups', () => {
  test('are none by default', () => {
    expect(settle(undefined)).toEqual([]);
  });

  test('are where the cluster is unless they say so', () => {
    expect(settle([WEB, { ...WEB, region: 'eu-west-1' }]).map(({ group }) => group)).toEqual([
      { region: 'eu-central-1', name: 'web' },
      { region: 'eu-west-1', name: 'web' },
    ]);
  });

  test('have the shape of a node in the units of the packing', () => {
    const [group] = settle([{ ...WEB, shape: { cpu: '3920m', memory: '14Gi', pods: 58 } }]);
    expect(group?.shape).toEqual({ cpu: 3_920, memory: 14 * 2 ** 30, pods: 58 });
  });

  test('count once', () => {
    expect(settle([WEB, { ...WEB, labels: { pool: 'other' } }])).toMatchObject([{ labels: WEB.labels }]);
  });

  test.each([
    [{ ...WEB, labels: {} }, '[0].labels'],
    [{ ...WEB, labels: { pool: 3 } }, '[0].labels.pool'],
    [{ ...WEB, region: 'Frankfurt' }, '[0].region'],
    [{ ...WEB, taints: [{ key: 'a', effect: 'Never' }] }, '[0].taints[0].effect'],
    [{ ...WEB, shape: { cpu: '4', memory: '1Gi' } }, '[0].shape.pods'],
    [{ labels: { pool: 'web' } }, '[0].autoScalingGroup'],
    [{ ...WEB, max: 3 }, '[0].max'],
  ])('%j is refused', (entry, field) => {
    const checked = checkValue(nodeGroupsSchema, [entry]);
    expect(checked.ok ? [] : checked.findings.map(({ path }) => fieldOf(path))).toEqual([field]);
  });
});
