/** Events as EventBridge hands them over. */

type Json = Readonly<Record<string, unknown>>;

export const anEnvelope = (type: string, detail: unknown, over: Json = {}): Json => ({
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  'detail-type': type,
  source: 'com.example.push',
  account: '123456789012',
  time: '2026-11-26T12:00:00Z',
  region: 'eu-central-1',
  resources: [],
  detail,
  ...over,
});

/** A push of the app of the example configuration, at six in the evening. */
export const aPushDetail = (over: Json = {}): Json => ({
  schema: 1,
  eventId: 'push-1',
  version: 1,
  app: 'news',
  start: '2026-11-26T18:00:00Z',
  ...over,
});

export const anAlarmEnvelope = (value: string, timestamp: string, over: Json = {}): Json =>
  anEnvelope(
    'CloudWatch Alarm State Change',
    { alarmName: 'news-requests-high', state: { value, timestamp, reason: 'Threshold Crossed' }, ...over },
    { source: 'aws.cloudwatch' },
  );
