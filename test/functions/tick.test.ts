import { expect, it } from 'vitest';
import { anInvocation, captureOutput, startLambda } from '../support/a-lambda.ts';

const CONFIG = {
  clusters: [
    { name: 'live', region: 'eu-central-1', endpoint: 'http://127.0.0.1:1' },
    { name: 'spare', region: 'eu-west-1', endpoint: 'http://127.0.0.1:1' },
  ],
};

it('comes to an end before Lambda ends it, and says in log and metrics what it could not do', async () => {
  const output = captureOutput();
  const handler = await startLambda(() => import('../../functions/tick.ts'), {
    FORESCALE_CONFIG: JSON.stringify(CONFIG),
    FORESCALE_TRIAL_TOKENS: JSON.stringify({ live: 'secret', spare: 'secret' }),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_LAMBDA_FUNCTION_NAME: 'forescale-prod-tick',
  });

  const { clusters } = await handler({}, anInvocation(5_100));

  expect(clusters.map(({ cluster }) => cluster)).toEqual(['live', 'spare']);
  const lines = output();
  expect(lines).toContainEqual(
    expect.objectContaining({
      message: 'shift ended',
      cluster: 'spare',
      requestId: anInvocation().awsRequestId,
    }),
  );
  expect(lines).toContainEqual(
    expect.objectContaining({
      service: 'forescale',
      function: 'forescale-prod-tick',
      ClustersFailed: [1, 1],
    }),
  );
});
