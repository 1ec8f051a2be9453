/** A role taken on through the real SDK, from STS on loopback: kept while it is good, and what is done when it fails. */
import { describe, expect, test } from 'vitest';
import { AssumedRole, type AssumedRoleOptions } from '../../../src/adapters/aws/assumed-role.ts';
import { type Millis, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { follow } from '../../support/a-connection.ts';
import { AWS_START, anAwsWire, sourceOf } from '../../support/an-aws-wire.ts';
import { USER } from '../../support/aws-wire/aws-wire.ts';
import { broken, silent, throttled, tornBefore, type WireFault } from '../../support/aws-wire/wire-faults.ts';

const ROLE = 'arn:aws:iam::111122223333:role/forescale';
const STS = 'sts:AssumeRole';

async function aRole(over: Partial<AssumedRoleOptions> = {}) {
  const { clock, wire, limit } = await anAwsWire();
  wire.sts.addRole({ arn: ROLE });
  const role = new AssumedRole({
    ...limit,
    roleArn: ROLE,
    sessionName: 'forescale-news',
    region: 'us-east-1',
    by: sourceOf(),
    endpoint: wire.url,
    ...over,
  });
  const pass = (length: Millis) => clock.advanceTo(plus(clock.now(), length));
  return { clock, wire, role, pass, asked: () => wire.callsOf(STS).length };
}

describe('a role', () => {
  test('is taken on by whoever we are, under a name that the audit log shows', async () => {
    const { wire, role } = await aRole();
    const credentials = await role.current();
    expect(credentials).toEqual({
      accessKeyId: expect.stringMatching(/^ASIA/) as string,
      secretAccessKey: expect.any(String) as string,
      sessionToken: expect.any(String) as string,
      expiration: new Date(plus(AWS_START, minutes(60))),
    });
    expect(wire.callsOf(STS)).toMatchObject([
      { caller: { arn: USER.arn }, parameters: { RoleSessionName: 'forescale-news' } },
    ]);
  });

  test('is taken on once for all who ask, until five minutes before it expires', async () => {
    const { role, pass, asked } = await aRole();
    const [first, second] = await Promise.all([role.current(), role.current()]);
    await pass(seconds(55 * 60 - 1));
    expect([second, await role.current(), asked()]).toEqual([first, first, 1]);
    await pass(seconds(1));
    expect((await role.current()).accessKeyId).not.toBe(first.accessKeyId);
    expect(asked()).toBe(2);
  });

  test('of another account takes the external id that was agreed', async () => {
    const { wire, role } = await aRole({ externalId: 'agreed' });
    wire.sts.addRole({ arn: ROLE, externalId: 'agreed' });
    expect((await role.current()).accessKeyId).toMatch(/^ASIA/);
  });

  test('that is forgotten is taken on anew', async () => {
    const { role, asked } = await aRole();
    const first = await role.current();
    role.forget();
    expect((await role.current()).accessKeyId).not.toBe(first.accessKeyId);
    expect(asked()).toBe(2);
  });
});

const twice = (fault: WireFault): readonly WireFault[] => [fault, fault];

describe('STS that cannot be asked', () => {
  test('a moment is asked once more at once', async () => {
    const { wire, role } = await aRole();
    wire.faults.next(STS, tornBefore);
    expect((await role.current()).accessKeyId).toMatch(/^ASIA/);
  });

  test.each([
    ['throttles', throttled('sts'), 'Throttled'],
    ['is broken', broken(503), 'Unavailable'],
    ['hangs up', tornBefore, 'Unavailable'],
  ])('and %s is a fault that is tried again, of two seconds', async (_, fault, name) => {
    const { wire, role, pass, asked } = await aRole();
    wire.faults.next(STS, ...twice(fault));
    await expect(role.current()).rejects.toMatchObject({ name });
    await expect(role.current()).rejects.toMatchObject({ name });
    expect(asked()).toBe(2);
    await pass(seconds(2));
    expect((await role.current()).accessKeyId).toMatch(/^ASIA/);
  });

  test('and never answers: a fault after the time that it was given', async () => {
    const { clock, wire, role } = await aRole();
    wire.faults.next(STS, silent);
    const outcome = follow(role.current());
    while (clock.waits === 0) await clock.settle();
    await clock.advanceTo(plus(AWS_START, seconds(5)));
    await clock.settle();
    expect(outcome.error).toMatchObject({
      name: 'Unavailable',
      message: `sts AssumeRole of ${ROLE}: no answer within 5 s`,
    });
  });

  test('leaves what we have, until a minute before it expires', async () => {
    const { wire, role, pass } = await aRole();
    const first = await role.current();
    wire.faults.always(STS, broken(500));
    await pass(minutes(58));
    expect(await role.current()).toEqual(first);
    await pass(minutes(1));
    await expect(role.current()).rejects.toMatchObject({ name: 'Unavailable' });
  });
});

test.each([
  ['that is not ours to take', { roleArn: `${ROLE}-of-others` }, 'AccessDenied', 'Forbidden'],
  ['that is no role', { roleArn: 'arn:nothing' }, 'ValidationError', 'Unauthorized'],
])('a role %s is a fault that is tried again: people can mend it', async (_, over, says, name) => {
  const { role } = await aRole(over);
  await expect(role.current()).rejects.toMatchObject({
    name,
    disposition: 'retry',
    message: expect.stringContaining(`sts AssumeRole of ${over.roleArn}: ${says}: `) as string,
  });
});
