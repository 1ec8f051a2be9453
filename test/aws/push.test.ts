/** A push goes from the bus to the floor of the embedded cluster, and the answer back on the bus. */
import { fileURLToPath } from 'node:url';
import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listSurges, readStanding } from '../../scripts/aws-trial/cluster-view.ts';
import { startDev } from '../../scripts/aws-trial/dev-process.ts';
import { entryOf, PUBLISHED } from './support/published-events.ts';
import { replay } from './support/replay.ts';
import { untilTold } from './support/told.ts';
import { aFolder, aTrial, configFor, type FunctionForm } from './support/trials.ts';

const SCENARIO = fileURLToPath(new URL('../../docs/examples/aws/shop.yaml', import.meta.url));

async function aShop(form: FunctionForm) {
  const cluster = await startDev(SCENARIO, await aFolder());
  onTestFinished(() => cluster[Symbol.asyncDispose]());
  const { trial, warnings } = await aTrial(form, cluster);
  const put = (type: string, detail: object) =>
    trial.put({
      Source: 'com.example.push',
      DetailType: type,
      Detail: JSON.stringify({ schema: 1, ...detail }),
    });
  const floor = async () => (await readStanding(cluster, 'shop', 'shop')).minReplicas;
  return { cluster, trial, warnings, put, floor };
}

const EVENING = { eventId: 'evening', version: 1, app: 'shop' };

describe.each<FunctionForm>(['source', 'bundle'])('functions from their %s', (form) => {
  test('a push that goes out raises the floor, says when it is warm, and gives it back when it is called off', async () => {
    const { trial, put, floor, warnings } = await aShop(form);
    expect(await floor()).toBe(4);
    await put('push.sending', EVENING);
    expect(await trial.handOver('push', 5)).toEqual({ taken: 1, failed: 0 });
    expect(await floor()).toBe(12);

    const told = await untilTold(trial, 'surge.ready');
    const types = told.map((news) => news['detail-type']);
    expect(types.indexOf('surge.warming')).toBeLessThan(types.indexOf('surge.ready'));
    expect(told.every(({ source }) => source === 'forescale')).toBe(true);
    expect(told.find((news) => news['detail-type'] === 'surge.ready')?.detail).toMatchObject({
      eventId: 'evening',
    });

    await put('push.cancelled', { ...EVENING, version: 2, app: 'shop' });
    expect(await trial.handOver('push', 5)).toEqual({ taken: 1, failed: 0 });
    await untilTold(trial, 'surge.ended');
    expect(await floor()).toBe(4);
    expect(warnings).toEqual([]);
  });

  test('a spike raises the floor at once, and an alarm of CloudWatch does on its own bus', async () => {
    const { trial, put, floor, cluster, warnings } = await aShop(form);
    await put('spike.detected', { ...EVENING, eventId: 'crowd' });
    expect(await trial.handOver('spike', 5)).toEqual({ taken: 1, failed: 0 });
    expect(await floor()).toBe(12);
    await trial.put(anAlarm(new Date()));
    expect(await trial.handOver('spike', 5)).toEqual({ taken: 1, failed: 0 });
    expect(await listSurges(cluster, 'shop')).toHaveLength(2);
    expect(warnings).toEqual([]);
  });

  test('what nobody understands is kept with the reason, and comes back by a replay once it is understood', async () => {
    const { trial, put, cluster } = await aShop(form);
    await put('push.sending', { ...EVENING, eventId: 'kiosk', app: 'kiosk' });
    await put('push.sending', { ...EVENING, eventId: 'other', version: 'two' });
    await put('push.sending', EVENING);
    expect(await trial.handOver('push', 5)).toEqual({ taken: 3, failed: 0 });
    expect(await listSurges(cluster, 'shop')).toHaveLength(1);
    expect(await reasons(trial.sqs, trial.urlOf('PushDeadLetters'))).toEqual([
      expect.stringMatching(/^detail\.app: expected/),
      expect.stringMatching(/^detail\.version: expected/),
    ]);

    const kiosk = {
      targets: [{ kind: 'HorizontalPodAutoscaler', name: 'shop' }],
      demand: { replicas: 20 },
      durationSeconds: 600,
    };
    const config = configFor(cluster, { kiosk });
    const replayed = await replay(trial, config);
    expect(replayed.messages.map(({ outcome }) => outcome).toSorted()).toEqual(['kept', 'sent']);
    await trial.reconfigure(config);
    expect(await trial.handOver('push', 5)).toEqual({ taken: 1, failed: 0 });
    expect(await listSurges(cluster, 'shop')).toHaveLength(2);
    expect(await reasons(trial.sqs, trial.urlOf('PushDeadLetters'))).toHaveLength(1);
  });
});

/** As published, but now. */
function anAlarm(at: Date): PutEventsRequestEntry {
  const published = PUBLISHED['cloudwatch-alarm-state-change-alarm'];
  if (published === undefined) throw new Error('there is no example of an alarm');
  const state = {
    ...(published.detail['state'] as object),
    timestamp: at.toISOString().replace('Z', '+0000'),
  };
  return { ...entryOf({ ...published, detail: { ...published.detail, state } }, ''), Time: at };
}

async function reasons(sqs: SQSClient, QueueUrl: string) {
  const wish = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'], VisibilityTimeout: 0 };
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(wish));
  return Messages.map(({ MessageAttributes }) => MessageAttributes?.['reason']?.StringValue ?? '').toSorted(
    (a, b) => (a < b ? -1 : 1),
  );
}
