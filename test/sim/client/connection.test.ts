import { describe, expect, test } from 'vitest';
import {
  Conflict,
  type Fault,
  Invalid,
  NotFound,
  Throttled,
  Unavailable,
} from '../../../src/ports/faults.ts';
import { ApiError } from '../../../src/sim/api/errors.ts';
import type { CallFault } from '../../../src/sim/client/faults.ts';
import { aConnection, follow } from '../../support/a-connection.ts';
import { BY_OWNER, floor, HPA } from '../../support/an-api.ts';

const always = (fault: CallFault) => ({ calls: { [fault]: 1 } });

describe('without faults', () => {
  test('a read comes a latency later, with what stands there then', async () => {
    const { api, connection, runToMillis } = aConnection();
    const outcome = follow(connection.read(() => api.get(...HPA).spec.minReplicas));
    await runToMillis(50);
    api.patch(...HPA, floor(3), BY_OWNER);
    await runToMillis(99);
    expect(outcome).toEqual({});
    await runToMillis(100);
    expect(outcome).toEqual({ value: 3 });
    expect(connection.writes).toBe(0);
  });

  test('a write takes effect a latency later, and is counted', async () => {
    const { api, connection, runToMillis } = aConnection();
    const outcome = follow(connection.write(() => void api.patch(...HPA, floor(3), BY_OWNER)));
    await runToMillis(99);
    expect(api.get(...HPA).spec.minReplicas).toBe(2);
    await runToMillis(100);
    expect(api.get(...HPA).spec.minReplicas).toBe(3);
    expect(outcome).toEqual({ value: 'done' });
    expect(connection.writes).toBe(1);
  });
});

/** What a write meets: has it taken effect, how does it end, when, and is the process still there. */
interface Meeting {
  readonly takesEffect: boolean;
  readonly ends: (new (...args: never[]) => Fault) | 'never' | 'done';
  readonly atMillis: number;
  readonly dies: boolean;
}

const MEETINGS: Readonly<Record<CallFault, Meeting>> = {
  throttled: { takesEffect: false, ends: Throttled, atMillis: 100, dies: false },
  unavailable: { takesEffect: false, ends: Unavailable, atMillis: 100, dies: false },
  timeoutAfterEffect: { takesEffect: true, ends: Unavailable, atMillis: 10_100, dies: false },
  conflict: { takesEffect: false, ends: Conflict, atMillis: 100, dies: false },
  crashBefore: { takesEffect: false, ends: 'never', atMillis: 100, dies: true },
  crashAfter: { takesEffect: true, ends: 'never', atMillis: 100, dies: true },
};

describe.each(Object.entries(MEETINGS))('a write that meets %s', (fault, meeting) => {
  function meet() {
    const parts = aConnection(always(fault as CallFault));
    const { api, connection } = parts;
    const { resourceVersion } = api.get(...HPA).metadata;
    const write = async (): Promise<string> => {
      const disturb = (): void =>
        void api.patch(...HPA, { metadata: { annotations: { a: 'other' } } }, BY_OWNER);
      await connection.write(
        () => void api.patch(...HPA, floor(3), { ...BY_OWNER, resourceVersion }),
        disturb,
      );
      return 'went on';
    };
    return { ...parts, outcome: follow(write()) };
  }

  test('takes effect or not, once', async () => {
    const { api, connection, runToMillis } = meet();
    await runToMillis(60_000);
    expect(api.get(...HPA).spec.minReplicas).toBe(meeting.takesEffect ? 3 : 2);
    expect(connection.writes).toBe(meeting.takesEffect ? 1 : 0);
  });

  test('ends as it should, not a moment earlier', async () => {
    const { outcome, runToMillis } = meet();
    await runToMillis(meeting.atMillis - 1);
    expect(outcome).toEqual({});
    await runToMillis(meeting.atMillis);
    expect(outcome).toEqual(
      meeting.ends === 'never' ? {} : { error: expect.any(meeting.ends as typeof Unavailable) },
    );
    await runToMillis(60_000);
    expect('error' in outcome).toBe(meeting.ends !== 'never');
  });

  test('leaves the process alive or dead', async () => {
    const { connection, runToMillis } = meet();
    await runToMillis(60_000);
    expect(connection.dead).toBe(meeting.dies);
  });
});

describe('reads', () => {
  test.each<readonly [CallFault, string]>([
    ['throttled', 'Throttled'],
    ['unavailable', 'Unavailable'],
    ['timeoutAfterEffect', 'Unavailable'],
  ])('meet %s too', async (fault, name) => {
    const { connection, runToMillis } = aConnection(always(fault));
    const outcome = follow(connection.read(() => 1));
    await runToMillis(60_000);
    expect(outcome).toMatchObject({ error: { name } });
  });

  test('never conflict', async () => {
    const { connection, runToMillis } = aConnection(always('conflict'));
    const outcome = follow(connection.read(() => 1));
    await runToMillis(100);
    expect(outcome).toEqual({ value: 1 });
  });
});

describe('what the server refuses', () => {
  const refusals: Readonly<Partial<Record<ApiError['code'], new (message: string) => Fault>>> = {
    404: NotFound,
    409: Conflict,
    422: Invalid,
    429: Throttled,
    500: Unavailable,
    504: Unavailable,
  };
  test.each(Object.entries(refusals))('%s', async (code, expected) => {
    const { connection, runToMillis } = aConnection();
    const cause = new ApiError(Number(code) as ApiError['code'], 'Reason', 'as it said');
    const refuse = (): never => {
      throw cause;
    };
    const outcome = follow(connection.write(refuse));
    await runToMillis(100);
    expect(outcome.error).toBeInstanceOf(expected);
    expect(outcome.error).toMatchObject({ message: 'as it said', cause });
    expect(connection.writes).toBe(0);
  });

  test('a defect stays what it is', async () => {
    const { connection, runToMillis } = aConnection();
    const defect = new TypeError('defect');
    const fail = (): never => {
      throw defect;
    };
    const outcome = follow(connection.read(fail));
    await runToMillis(100);
    expect(outcome.error).toBe(defect);
  });
});
