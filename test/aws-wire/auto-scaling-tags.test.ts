import {
  AutoScalingClient,
  CreateOrUpdateTagsCommand,
  DeleteTagsCommand,
  type Tag,
} from '@aws-sdk/client-auto-scaling';
import { expect, onTestFinished, test } from 'vitest';
import { AwsWire } from '../support/aws-wire/aws-wire.ts';

async function aGroup() {
  const wire = await AwsWire.start();
  const client = new AutoScalingClient(wire.clientConfig);
  onTestFinished(async () => {
    client.destroy();
    await wire[Symbol.asyncDispose]();
  });
  const group = wire.autoScaling.add({ name: 'spot', min: 1, max: 10, desired: 2, tags: { owner: 'shop' } });
  const put = (...Tags: Tag[]) => client.send(new CreateOrUpdateTagsCommand({ Tags }));
  const remove = (...Tags: Tag[]) => client.send(new DeleteTagsCommand({ Tags }));
  const tags = () => Object.fromEntries([...group.tags].map(([key, { value }]) => [key, value]));
  return { put, remove, tags, group };
}

const aTag = (Key: string, Value?: string, ResourceId = 'spot'): Tag => ({
  ResourceId,
  ResourceType: 'auto-scaling-group',
  Key,
  ...(Value !== undefined && { Value }),
  PropagateAtLaunch: false,
});

test('tags are written, and written over', async () => {
  const { put, tags, group } = await aGroup();
  await put(aTag('forescale.dev/held', '{"min":1}'), aTag('owner', 'news'));
  expect(tags()).toEqual({ owner: 'news', 'forescale.dev/held': '{"min":1}' });
  expect(group.tags.get('owner')?.propagate).toBe(false);
});

test('tags are taken away, by key alone or by key and value', async () => {
  const { put, remove, tags } = await aGroup();
  await put(aTag('a', '1'), aTag('b', '2'));
  await remove(aTag('a'), aTag('b', 'another'), aTag('never-there'));
  expect(tags()).toEqual({ owner: 'shop', b: '2' });
});

test.each([
  ['a reserved key', aTag('aws:mine', '1')],
  ['a group that nobody knows', aTag('a', '1', 'nobody')],
  ['a key that is too long', aTag('k'.repeat(129), '1')],
  ['a value that is too long', aTag('a', 'v'.repeat(257))],
])('with %s nothing is written', async (_, wrong) => {
  const { put, tags } = await aGroup();
  await expect(put(aTag('fine', '1'), wrong)).rejects.toMatchObject({ name: 'ValidationError' });
  expect(tags()).toEqual({ owner: 'shop' });
});
