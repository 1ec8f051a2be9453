/**
 * The alternative: what a capable person would write in a day on the Kubernetes client's own classes and the clients of the
 * AWS SDK. Each push of a batch is checked, stored as a Surge, and its targets are raised; the bus hears of it, and what
 * cannot be read goes to the dead-letter queue. It keeps no record of what it wrote and hands nothing back.
 */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  AppsV1Api,
  AutoscalingV2Api,
  CustomObjectsApi,
  type KubeConfig,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { z } from 'zod';
import { connect } from './baseline-cluster.ts';

const targetSchema = z.strictObject({ kind: z.literal('HorizontalPodAutoscaler'), name: z.string() });
const envelopeSchema = z.object({
  'detail-type': z.enum(['push.scheduled', 'push.changed']),
  time: z.iso.datetime(),
  detail: z.strictObject({
    schema: z.literal(1),
    eventId: z.string(),
    version: z.int(),
    start: z.iso.datetime(),
    durationSeconds: z.int().positive(),
    namespace: z.string(),
    targets: z.array(targetSchema).min(1),
    demand: z.strictObject({ replicas: z.int().positive() }),
    leadSeconds: z.int().nonnegative(),
  }),
});
type Push = z.infer<typeof envelopeSchema>['detail'];

const SURGES = { group: 'forescale.dev', version: 'v1alpha1', plural: 'surges' };
const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
const bus = new EventBridgeClient({});
const queue = new SQSClient({});
let config: Promise<KubeConfig> | undefined;

export async function handler({ Records }: SQSEvent) {
  const outcomes = await Promise.allSettled(Records.map(takeIn));
  const batchItemFailures = Records.filter((_, index) => outcomes[index]?.status === 'rejected');
  return { batchItemFailures: batchItemFailures.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

async function takeIn(record: SQSRecord): Promise<void> {
  const read = envelopeSchema.safeParse(parseJson(record.body));
  if (!read.success) {
    await putAside(record, z.prettifyError(read.error));
    return;
  }
  config ??= connect();
  const kube = await config;
  const { detail } = read.data;
  await store(kube, detail);
  if (Date.parse(detail.start) - detail.leadSeconds * 1_000 > Date.now()) return;
  await Promise.all(detail.targets.map(({ name }) => raise(kube, detail, name)));
  await tell(detail);
}

async function store(kube: KubeConfig, push: Push): Promise<void> {
  const api = kube.makeApiClient(CustomObjectsApi);
  const { namespace, eventId, version, start, durationSeconds, targets, demand, leadSeconds } = push;
  const name = `push-${eventId}`;
  const annotations = { 'forescale.dev/event-version': String(version) };
  const body = {
    apiVersion: 'forescale.dev/v1alpha1',
    kind: 'Surge',
    metadata: { name, namespace, annotations },
    spec: { start, durationSeconds, targets, demand, leadSeconds },
  };
  const found = await api.getNamespacedCustomObject({ ...SURGES, namespace, name }).catch(undefinedIfMissing);
  if (found === undefined) {
    await api.createNamespacedCustomObject({ ...SURGES, namespace, body });
    return;
  }
  const stored = found as { metadata: { annotations: typeof annotations; resourceVersion: string } };
  if (Number(stored.metadata.annotations['forescale.dev/event-version']) >= version) return;
  const { resourceVersion } = stored.metadata;
  const next = { ...body, metadata: { ...body.metadata, resourceVersion } };
  await api.replaceNamespacedCustomObject({ ...SURGES, namespace, name, body: next });
}

async function raise(kube: KubeConfig, { namespace, demand }: Push, name: string): Promise<void> {
  const hpas = kube.makeApiClient(AutoscalingV2Api);
  const hpa = await hpas.readNamespacedHorizontalPodAutoscaler({ name, namespace });
  const { resourceVersion = '' } = hpa.metadata ?? {};
  const { minReplicas = 1, maxReplicas, scaleTargetRef } = hpa.spec;
  const replicas = Math.min(demand.replicas, maxReplicas);
  if (minReplicas >= replicas) return;
  const floor = { metadata: { resourceVersion }, spec: { minReplicas: replicas } };
  await hpas.patchNamespacedHorizontalPodAutoscaler({ name, namespace, body: floor }, merge);
  const scale = { name: scaleTargetRef.name, namespace, body: { spec: { replicas } } };
  await kube.makeApiClient(AppsV1Api).patchNamespacedDeploymentScale(scale, merge);
}

async function tell({ eventId, start, targets, demand }: Push): Promise<void> {
  const entry = {
    EventBusName: process.env['BUS'] ?? 'forescale',
    Source: 'forescale',
    DetailType: 'surge.warming',
    Detail: JSON.stringify({ eventId, start, targets, demand }),
  };
  const { FailedEntryCount = 0 } = await bus.send(new PutEventsCommand({ Entries: [entry] }));
  if (FailedEntryCount > 0) throw new Error('the bus took no event');
}

async function putAside({ body, messageId }: SQSRecord, reason: string): Promise<void> {
  const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
  const command = new SendMessageCommand({
    QueueUrl: process.env['FORESCALE_DEAD_LETTER_QUEUE_URL'],
    MessageBody: body,
    MessageAttributes: { reason: attribute(reason), sourceMessageId: attribute(messageId) },
  });
  await queue.send(command);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 404) return undefined;
  throw error;
}
