import { expect, onTestFinished, test } from 'vitest';
import { FunctionProcess } from '../../../scripts/aws-trial/function-process.ts';
import { aFolder } from '../../support/a-folder.ts';

const HANDLER = `
  console.log('loaded with ' + process.env.NAME);
  export const handler = async (event, context) => {
    if (event === 'fail') throw new Error('no luck');
    if (event === 'die') process.exit(7);
    return { event, left: context.getRemainingTimeInMillis() > 0, name: process.env.NAME };
  };
`;

async function aFunction(code: string) {
  const { at } = await aFolder({ 'handler.mjs': code });
  const lines: string[] = [];
  const settings = {
    modulePath: at('handler.mjs'),
    env: { NAME: 'shop' },
    timeoutSeconds: 30,
    onLine: (line: string) => lines.push(line),
  };
  const started = await FunctionProcess.start(settings);
  onTestFinished(() => started[Symbol.asyncDispose]());
  return { started, lines };
}

test('a function answers one invocation after the other, in the environment that it was given', async () => {
  const { started, lines } = await aFunction(HANDLER);
  const answers = await Promise.all([started.invoke('one'), started.invoke('two')]);
  expect(answers).toEqual([
    { event: 'one', left: true, name: 'shop' },
    { event: 'two', left: true, name: 'shop' },
  ]);
  expect(lines).toEqual(['loaded with shop']);
});

test('what the handler throws reaches the caller, and the process lives on', async () => {
  const { started } = await aFunction(HANDLER);
  await expect(started.invoke('fail')).rejects.toThrow('no luck');
  await expect(started.invoke('again')).resolves.toMatchObject({ event: 'again' });
});

test('a process that dies fails what it was asked', async () => {
  const { started } = await aFunction(HANDLER);
  await expect(started.invoke('die')).rejects.toThrow('ended with 7');
});

test('a module that does not load says why', async () => {
  await expect(aFunction('throw new Error("FORESCALE_CONFIG: expected JSON");')).rejects.toThrow(
    'FORESCALE_CONFIG: expected JSON',
  );
});
