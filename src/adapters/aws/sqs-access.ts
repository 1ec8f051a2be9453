/** The client of SQS: loaded when a queue is first used, as most processes never need one. */
import type { SQSClient } from '@aws-sdk/client-sqs';
import { seconds } from '../../core/model/time.ts';
import type { QueueChoice } from '../../ports/message-queue.ts';
import type { sqs } from './sdk/sqs.ts';

export interface SqsAccess {
  readonly sdk: typeof sqs;
  readonly client: SQSClient;
}

/** Longer than a long poll waits. */
const REQUEST_TIMEOUT = seconds(25);
const CONNECTION_TIMEOUT = seconds(3);

/** https://sqs.eu-central-1.amazonaws.com/123456789012/name */
const REGION = /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?\//;

export function sqsAccess({ url, region, endpoint }: QueueChoice): () => Promise<SqsAccess> {
  let access: Promise<SqsAccess> | undefined;
  const open = async (): Promise<SqsAccess> => {
    const { sqs: sdk } = await import('./sdk/sqs.ts');
    const chosen = region ?? REGION.exec(url)?.[1];
    const client = new sdk.SQSClient({
      ...(chosen === undefined ? {} : { region: chosen }),
      ...(endpoint === undefined ? {} : { endpoint }),
      requestHandler: { requestTimeout: REQUEST_TIMEOUT, connectionTimeout: CONNECTION_TIMEOUT },
    });
    return { sdk, client };
  };
  return () => {
    access ??= open();
    return access;
  };
}
