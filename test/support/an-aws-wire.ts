/** AWS on loopback for one test, its roles and clusters as the test puts them. */
import { onTestFinished } from 'vitest';
import type { AwsCredentials, CredentialSource } from '../../src/adapters/aws/aws-credentials.ts';
import { seconds } from '../../src/core/model/time.ts';
import { anInstant } from './an-instant.ts';
import { AwsWire, USER } from './aws-wire/aws-wire.ts';
import { VirtualClock } from './virtual-clock.ts';

export const AWS_START = anInstant('2026-11-26T12:00:00Z');

/** Always the same, unless the test says otherwise. */
export const sourceOf = (credentials: AwsCredentials = USER): CredentialSource => ({
  current: () => Promise.resolve(credentials),
  forget: () => {},
});

export async function anAwsWire() {
  const clock = new VirtualClock(AWS_START);
  const wire = await AwsWire.start(clock);
  onTestFinished(() => wire[Symbol.asyncDispose]());
  return { clock, wire, limit: { clock, within: seconds(5) } };
}
