/** What the contract does not bring about: somebody else writes the surge just before we do. */
import { describe, expect, test } from 'vitest';
import { readEventSurge } from '../../../src/resources/surge/event-codec.ts';
import { EventSurgeClient } from '../../../src/sim/client/event-surge-client.ts';
import { aConnection, follow } from '../../support/a-connection.ts';
import { at } from '../../support/a-surge.ts';
import { aPush, arrive, ID } from '../../support/an-event-surge.ts';

const DRAFT = arrive([{ change: aPush(1), now: at(12) }]);
if (DRAFT === undefined) throw new Error('expected a draft');

describe('a conflict', () => {
  test('is a write of somebody else, after which ours is refused and changes nothing', async () => {
    const { api, connect, runToMillis } = aConnection();
    const create = follow(new EventSurgeClient(connect({})).create(DRAFT));
    await runToMillis(100);
    expect(create).toEqual({ value: 'done' });
    const before = api.get('Surge', 'news', 'push');

    const client = new EventSurgeClient(connect({ calls: { conflict: 1 } }));
    const replace = follow(client.replace({ ...DRAFT, at: at(13) }, before.metadata.resourceVersion));
    await runToMillis(200);
    expect(replace).toMatchObject({ error: { name: 'Conflict' } });
    const after = api.get('Surge', 'news', 'push');
    expect(after.metadata.resourceVersion).not.toBe(before.metadata.resourceVersion);
    expect(readEventSurge(after)).toMatchObject({ id: ID, at: at(12), stored: { version: 1 } });
  });

  test('cannot be brought about on what is gone', async () => {
    const { connect, runToMillis } = aConnection();
    const client = new EventSurgeClient(connect({ calls: { conflict: 1 } }));
    const replace = follow(client.replace(DRAFT, '1'));
    await runToMillis(100);
    expect(replace).toMatchObject({ error: { name: 'NotFound' } });
  });
});
