/** Is a process of Lambda: loads the handler once, then answers one invocation after the other over the channel to its parent. */
import { pathToFileURL } from 'node:url';

const [modulePath = '', timeout = '30'] = process.argv.slice(2);

interface Invocation {
  readonly id: number;
  readonly event: unknown;
}

type Handler = (event: unknown, context: object) => Promise<unknown>;

const { handler } = (await import(pathToFileURL(modulePath).href)) as { readonly handler: Handler };

process.on('message', ({ id, event }: Invocation) => {
  const end = Date.now() + Number(timeout) * 1_000;
  const context = {
    awsRequestId: `invocation-${id}`,
    functionName: 'trial',
    getRemainingTimeInMillis: () => end - Date.now(),
  };
  handler(event, context).then(
    (value) => process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
