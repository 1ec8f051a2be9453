/** One push that grows: each event is a version of it that asks for more, so that each is stored and raises the floor. */

/** The HPA of the embedded cluster begins there. */
const FIRST_REPLICAS = 11;

/** Batches of one, as Lambda hands them over. */
export const pushBatches = (count: number, source: 'push.scheduled' | 'spike.detected'): readonly unknown[] =>
  Array.from({ length: count }, (_, index) => ({
    Records: [
      {
        messageId: `message-${index}`,
        receiptHandle: `handle-${index}`,
        body: JSON.stringify(envelope(source, index)),
        attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) },
        messageAttributes: {},
        md5OfBody: '',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:events',
        awsRegion: 'eu-west-1',
      },
    ],
  }));

/** The floor after so many of them. */
export const floorAfter = (count: number): number => FIRST_REPLICAS + count - 1;

function envelope(type: string, index: number) {
  const now = new Date();
  return {
    version: '0',
    id: `event-${index}`,
    'detail-type': type,
    source: 'com.example.push',
    account: '000000000000',
    time: now.toISOString().replace(/\.\d+/, ''),
    region: 'eu-west-1',
    resources: [],
    detail: {
      schema: 1,
      eventId: 'evening',
      version: index + 1,
      start: new Date(now.getTime() + 60_000).toISOString(),
      durationSeconds: 1_800,
      namespace: 'news',
      targets: [{ kind: 'HorizontalPodAutoscaler', name: 'app' }],
      demand: { replicas: FIRST_REPLICAS + index },
      leadSeconds: 300,
    },
  };
}
