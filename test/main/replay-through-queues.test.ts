/** The command as it is put together, between real queues: what was refused, mended, and refused again. */
import { expect, it } from 'vitest';
import { openQueue } from '../../src/adapters/aws/queue.ts';
import { runCli } from '../../src/cli/program.ts';
import { aQueueService } from '../support/a-queue-service.ts';
import { anEvent } from '../support/an-event.ts';
import { cliDeps, fakeWorld } from '../support/cli-deps.ts';

it('sends what is good by now, leaves in sight what is not, and can be run again', async () => {
  const queues = await aQueueService();
  const [letters, pushes] = [queues.create('push-dead-letters'), queues.create('pushes')];
  const good = anEvent('push.scheduled');
  const bad = anEvent('push.scheduled', { start: 'soon' });
  letters.put(good, { reason: 'no cluster answered', sourceMessageId: 'm-1' });
  letters.put(bad, { reason: 'detail.start: ...', sourceMessageId: 'm-2' });
  const args = ['events', 'replay', '--from', letters.url, '--to', pushes.url];
  const where = ['--endpoint', queues.endpoint, '--region', 'eu-central-1', '--json'];

  const [first, second] = [fakeWorld(), fakeWorld()];
  expect(await runCli([...args, ...where], cliDeps(first, { openQueue }))).toBe(4);

  expect(pushes.messages().map(({ body }) => body)).toEqual([good]);
  expect(letters.messages().map(({ body, attributes }) => [body, attributes['reason']])).toEqual([
    [bad, 'detail.start: ...'],
  ]);
  expect(letters.hidden()).toBe(0);
  expect(await runCli([...args, ...where, '--all'], cliDeps(second, { openQueue }))).toBe(0);
  expect(letters.messages()).toEqual([]);
  expect(new Set(pushes.messages().map(({ body }) => body))).toEqual(new Set([good, bad]));
});

it('says in one line which queue is not there, with 3', async () => {
  const queues = await aQueueService();
  const letters = queues.create('push-dead-letters');
  const world = fakeWorld();
  const gone = `${queues.endpoint}/000000000000/gone`;
  const args = [
    '--from',
    gone,
    '--to',
    letters.url,
    '--endpoint',
    queues.endpoint,
    '--region',
    'eu-central-1',
  ];

  expect(await runCli(['events', 'replay', ...args], cliDeps(world, { openQueue }))).toBe(3);

  expect(world.stderr).toBe(`queue ${gone}: QueueDoesNotExist: The specified queue does not exist.\n`);
});
