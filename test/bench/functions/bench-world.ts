/** What a function of the bench meets: an embedded cluster with one HPA behind a socket, and a bus and queues that take everything. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { aDevServer, type DevServer } from '../../support/a-dev-server.ts';

export interface BenchWorld {
  readonly env: Readonly<Record<string, string>>;
  /** The floor of the HPA now. */
  floor(): number | undefined;
  /** Events that the bus took, by their detail type. */
  readonly told: readonly string[];
  close(): Promise<void>;
}

export async function startWorld(): Promise<BenchWorld> {
  const cluster = await aDevServer();
  const told: string[] = [];
  const aws = await listen((body) => told.push(...detailTypesOf(body)));
  const { port } = aws.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  return {
    env: environmentOf(cluster, address),
    floor: () => cluster.api.get('HorizontalPodAutoscaler', 'news', 'app').spec.minReplicas,
    told,
    close: async () => {
      aws.closeAllConnections();
      aws.close();
      await cluster.close();
    },
  };
}

const environmentOf = ({ url, certificate, token }: DevServer, aws: string) => ({
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIABENCH00000000000',
  AWS_SECRET_ACCESS_KEY: 'secret-of-the-bench',
  AWS_ENDPOINT_URL: aws,
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  FORESCALE_DEAD_LETTER_QUEUE_URL: `${aws}/000000000000/dead`,
  FORESCALE_LOG_LEVEL: 'info',
  FORESCALE_TRIAL_TOKENS: JSON.stringify({ main: token }),
  TRIAL_TOKEN: token,
  FORESCALE_CONFIG: JSON.stringify({
    bus: 'forescale',
    clusters: [
      {
        name: 'main',
        region: 'eu-west-1',
        endpoint: url,
        certificateAuthority: Buffer.from(certificate).toString('base64'),
        namespaces: ['news'],
      },
    ],
  }),
});

interface PutEvents {
  readonly Entries?: readonly { readonly DetailType: string }[];
}

const detailTypesOf = (body: string): readonly string[] =>
  ((JSON.parse(body) as PutEvents).Entries ?? []).map(({ DetailType }) => DetailType);

/** Answers as EventBridge does to one entry. */
async function listen(heard: (body: string) => void): Promise<Server> {
  const server = createServer((request, response) => {
    text(request).then(
      (body) => {
        heard(body);
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify({ FailedEntryCount: 0, Entries: [{ EventId: 'taken' }] }));
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return server;
}
