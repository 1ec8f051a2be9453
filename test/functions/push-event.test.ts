/** The function as it is deployed, between real queues and a cluster behind a real socket. */
import { describe, expect, it } from 'vitest';
import { anInvocation, captureOutput, startLambda } from '../support/a-lambda.ts';
import { aQueueService } from '../support/a-queue-service.ts';
import { anEvent } from '../support/an-event.ts';
import { type BatchHandler, drain, handOver } from '../support/event-source-mapping.ts';
import { aServedCluster } from '../support/some-clusters.ts';

const MOST_TRIES = 3;

/** Far enough ahead that no floor is due yet. */
const push = (eventId: string, detail: Readonly<Record<string, unknown>> = {}): string =>
  anEvent('push.scheduled', {
    eventId,
    start: '2096-11-26T18:00:00Z',
    app: 'news',
    demand: { multiplier: 5 },
    audience: undefined,
    ...detail,
  });

async function aDeployment(dead: readonly string[] = []) {
  const queues = await aQueueService();
  const letters = queues.create('push-dead-letters');
  const pushes = queues.create('pushes', { to: letters, after: MOST_TRIES });
  const live = await aServedCluster('live');
  const { endpoint, certificateAuthority } = live.cluster;
  const clusters = [
    { name: 'live', region: 'eu-central-1', endpoint, certificateAuthority, namespace: 'news' },
    ...dead.map((name) => ({ name, region: 'eu-west-1', endpoint: 'http://127.0.0.1:1', namespace: 'news' })),
  ];
  const apps = {
    news: { targets: [{ kind: 'HorizontalPodAutoscaler', name: 'news-app' }], durationSeconds: 600 },
  };
  const output = captureOutput();
  const handler = await startLambda(() => import('../../functions/push-event.ts'), {
    FORESCALE_CONFIG: JSON.stringify({ clusters, apps }),
    FORESCALE_TRIAL_TOKENS: JSON.stringify({ live: live.token }),
    FORESCALE_DEAD_LETTER_QUEUE_URL: letters.url,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  const onBatch: BatchHandler = (batch) => handler(batch, anInvocation());
  const stored = () =>
    [...live.api.list('Surge')].map(({ metadata }) => metadata.annotations?.['forescale.dev/event-id']);
  return { pushes, letters, onBatch, stored, output };
}

describe('push-event', () => {
  it('stores what is good, keeps what is poison with the reason, and leaves the queue empty', async () => {
    const { pushes, letters, onBatch, stored } = await aDeployment();
    const bodies = [push('one'), '{"half":', push('two'), push('three', { start: 'soon' })];
    for (const body of bodies) pushes.put(body);

    await drain(pushes, onBatch);

    expect(new Set(stored())).toEqual(new Set(['one', 'two']));
    expect(pushes.messages()).toEqual([]);
    const reasons = new Map(letters.messages().map(({ body, attributes }) => [body, attributes['reason']]));
    expect(reasons.size).toBe(2);
    expect(reasons.get(bodies[1] ?? '')).toContain('expected JSON');
    expect(reasons.get(bodies[3] ?? '')).toMatch(/^detail\.start: /);
  });

  it('has what a dead cluster asks for come again, then kept as it came, and never delays a live one', async () => {
    const { pushes, letters, onBatch, stored } = await aDeployment(['gone']);
    const [forBoth, forLive] = [push('both'), push('one', { clusters: ['live'] })];
    pushes.put(forBoth);
    pushes.put(forLive);

    expect(await handOver(pushes, onBatch)).toBe(2);

    expect(new Set(stored())).toEqual(new Set(['both', 'one']));
    expect(pushes.messages().map(({ body }) => body)).toEqual([forBoth]);
    await drain(pushes, onBatch);
    expect(pushes.messages()).toEqual([]);
    expect(letters.messages().map(({ body }) => body)).toEqual([forBoth]);
  });

  it('says in its log and in its metrics what it has done, and of which request', async () => {
    const { pushes, onBatch, output } = await aDeployment();
    pushes.put(push('one'));
    pushes.put('{');

    await drain(pushes, onBatch);

    const lines = output();
    const { awsRequestId } = anInvocation();
    expect(lines).toContainEqual(
      expect.objectContaining({ message: 'event stored', level: 'info', requestId: awsRequestId }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({
        service: 'forescale',
        function: 'push-event',
        EventsStored: 1,
        EventsRefused: 1,
        DeadLetters: 1,
      }),
    );
  });
});

describe('push-event that is configured wrong', () => {
  it.each([
    [
      'a field of the configuration',
      { FORESCALE_CONFIG: '{"clusters":[]}' },
      /clusters: expected at least one cluster/,
    ],
    [
      'no queue for what cannot be understood',
      { FORESCALE_CONFIG: '{"clusters":[{"name":"live","region":"eu-central-1"}]}' },
      /FORESCALE_DEAD_LETTER_QUEUE_URL: expected the URL of a queue, got nothing/,
    ],
  ])('says so at its start: %s', async (_, environment, message) => {
    await expect(startLambda(() => import('../../functions/push-event.ts'), environment)).rejects.toThrow(
      message,
    );
  });
});
