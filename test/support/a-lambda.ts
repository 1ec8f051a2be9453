/** A function as Lambda starts it: a process of its own with its environment, then one invocation after the other. */
import { onTestFinished, vi } from 'vitest';
import type { Invocation } from '../../src/main/functions/runtime.ts';

export type LambdaEnvironment = Readonly<Record<string, string>>;

/** Loads the module anew: what it does at its start it does for this environment. Throws what it throws at its start. */
export async function startLambda<H>(
  load: () => Promise<{ readonly handler: H }>,
  environment: LambdaEnvironment,
): Promise<H> {
  vi.resetModules();
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  return (await load()).handler;
}

export const anInvocation = (remainingMillis = 30_000): Invocation => ({
  awsRequestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  getRemainingTimeInMillis: () => remainingMillis,
});

/** The lines of JSON that are written to stdout until the test ends. */
export function captureOutput(): () => readonly Readonly<Record<string, unknown>>[] {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  onTestFinished(() => {
    write.mockRestore();
  });
  return () =>
    written
      .join('')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
