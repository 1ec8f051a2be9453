import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { expect, onTestFinished, test } from 'vitest';
import { asInstant } from '../../src/core/model/time.ts';
import { AwsWire } from '../support/aws-wire/aws-wire.ts';

async function aWire() {
  const wire = await AwsWire.start();
  const client = new EventBridgeClient(wire.clientConfig);
  onTestFinished(async () => {
    client.destroy();
    await wire[Symbol.asyncDispose]();
  });
  const put = (...Entries: PutEventsRequestEntry[]) => client.send(new PutEventsCommand({ Entries }));
  return { wire, put };
}

const AN_ENTRY = {
  EventBusName: 'pushes',
  Source: 'forescale',
  DetailType: 'surge.ready',
  Detail: '{"schema":1}',
};

test('what is put arrives', async () => {
  const { wire, put } = await aWire();
  const answer = await put({ ...AN_ENTRY, Time: new Date('2026-11-26T12:00:00Z'), Resources: ['shop/web'] });
  expect(answer.FailedEntryCount).toBe(0);
  expect(wire.events.arrived).toEqual([
    {
      id: answer.Entries?.[0]?.EventId,
      bus: 'pushes',
      source: 'forescale',
      detailType: 'surge.ready',
      detail: { schema: 1 },
      resources: ['shop/web'],
      at: asInstant(Date.UTC(2026, 10, 26, 12)),
    },
  ]);
});

test.each([
  ['without a source', { Source: '' }, 'InvalidArgument'],
  ['of AWS itself', { Source: 'aws.ec2' }, 'NotAuthorizedForSourceException'],
  ['whose detail is no JSON', { Detail: '{' }, 'MalformedDetail'],
  ['whose detail is a list', { Detail: '[]' }, 'MalformedDetail'],
])('an entry %s is refused, and the others are taken', async (_, wrong, code) => {
  const { wire, put } = await aWire();
  const { FailedEntryCount, Entries } = await put(AN_ENTRY, { ...AN_ENTRY, ...wrong }, AN_ENTRY);
  expect(FailedEntryCount).toBe(1);
  expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([undefined, code, undefined]);
  expect(wire.events.arrived).toHaveLength(2);
});

test('a test may refuse the entries that it says', async () => {
  const { wire, put } = await aWire();
  wire.events.refuseEntries(({ DetailType }) =>
    DetailType === 'surge.ready' ? 'InternalFailure' : undefined,
  );
  const { Entries } = await put(AN_ENTRY, { ...AN_ENTRY, DetailType: 'surge.ended' });
  expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual(['InternalFailure', undefined]);
  expect(wire.events.arrived.map(({ detailType }) => detailType)).toEqual(['surge.ended']);
});

test('a call has ten entries at most', async () => {
  const { wire, put } = await aWire();
  await expect(put(...Array.from({ length: 11 }, () => AN_ENTRY))).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('less than or equal to 10'),
  });
  expect((await put(...Array.from({ length: 10 }, () => AN_ENTRY))).FailedEntryCount).toBe(0);
  expect(wire.events.arrived).toHaveLength(10);
});

test('a call has 256 KB at most, counted in UTF-8', async () => {
  const { put } = await aWire();
  const filled = (bytes: number) => ({
    Source: 's',
    DetailType: 't',
    Detail: JSON.stringify({ x: '한'.repeat((bytes - 10) / 3) }),
  });
  const most = filled(256 * 1024 - 2 - ((256 * 1024 - 2 - 10) % 3));
  expect((await put(most)).FailedEntryCount).toBe(0);
  await expect(put(most, AN_ENTRY)).rejects.toMatchObject({ name: 'ValidationException' });
});
