import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { replayDocument } from '../../../src/cli/events/replay-document.ts';
import { runCli } from '../../../src/cli/program.ts';
import { NotFound } from '../../../src/ports/faults.ts';
import type { QueueChoice } from '../../../src/ports/message-queue.ts';
import { aMessageQueue, type FakeQueue } from '../../support/a-message-queue.ts';
import { anEvent } from '../../support/an-event.ts';
import { cliDeps, type FakeWorld, fakeWorld } from '../../support/cli-deps.ts';

const DEAD = 'https://sqs.eu-central-1.amazonaws.com/123456789012/push-dead-letters';
const LIVE = 'https://sqs.eu-central-1.amazonaws.com/123456789012/pushes';
const CONFIG = readFileSync(new URL('../../../docs/examples/functions.json', import.meta.url), 'utf8');

const GOOD = anEvent('push.scheduled');
const BAD = anEvent('push.scheduled', { start: 'soon' });
const UNKNOWN_APP = anEvent('push.scheduled', { app: 'sports' });

async function run(args: readonly string[], bodies: readonly string[], over: Partial<FakeWorld> = {}) {
  const world = fakeWorld({ files: new Map([['functions.json', CONFIG]]), ...over });
  const queues: Record<string, FakeQueue> = { [DEAD]: aMessageQueue('dead'), [LIVE]: aMessageQueue('live') };
  for (const body of bodies) queues[DEAD]?.put({ body, reason: 'as it was' });
  const asked: QueueChoice[] = [];
  const openQueue = (choice: QueueChoice) => {
    asked.push(choice);
    const queue = queues[choice.url];
    if (queue === undefined) throw new NotFound(`queue ${choice.url}: QueueDoesNotExist`);
    return queue;
  };
  const code = await runCli(['events', 'replay', ...args], cliDeps(world, { openQueue }));
  const left = queues[DEAD]?.bodies();
  const sent = queues[LIVE]?.bodies();
  return { code, left, sent, asked, stdout: world.stdout, stderr: world.stderr };
}

const BOTH = ['--from', DEAD, '--to', LIVE];

describe('events replay', () => {
  it('sends what is good by now, and ends with 0 when nothing stays', async () => {
    expect(await run(BOTH, [GOOD, UNKNOWN_APP])).toMatchObject({
      code: 0,
      left: [],
      sent: [GOOD, UNKNOWN_APP],
      stdout: '2 sent, 0 not sent\n',
      stderr: '',
    });
  });

  it('lists what is still bad with its reason, and leaves it', async () => {
    const { code, left, stdout, stderr } = await run(BOTH, [GOOD, BAD]);

    expect([code, left]).toEqual([4, [BAD]]);
    expect(stdout).toMatch(
      /^dead-2 {2}push\.scheduled {2}push-2026-11-26-evening\n {4}detail\.start: expected .*\n\n1 sent, 1 not sent\n$/s,
    );
    expect(stderr).toBe('1 of 2 are still bad\n');
  });

  it('knows by the configuration what the names stand for', async () => {
    const { code, left, stdout } = await run([...BOTH, '--config', 'functions.json'], [GOOD, UNKNOWN_APP]);

    expect([code, left]).toEqual([4, [UNKNOWN_APP]]);
    expect(stdout).toContain('detail.app: expected');
  });

  it('keeps what would only be ignored: it would be gone', async () => {
    const foreign = anEvent('cloudwatch-alarm-state-change-alarm', { alarmName: 'disk-full' });

    const { left, stdout } = await run([...BOTH, '--config', 'functions.json'], [foreign]);

    expect(left).toEqual([foreign]);
    expect(stdout).toContain('it would be ignored');
  });

  it('sends everything with --all, and nothing with --dry-run', async () => {
    expect(await run([...BOTH, '--all'], [GOOD, BAD])).toMatchObject({
      code: 0,
      left: [],
      sent: [GOOD, BAD],
    });
    expect(await run([...BOTH, '--dry-run'], [GOOD])).toMatchObject({
      code: 0,
      left: [GOOD],
      sent: [],
      stdout: '1 would be sent, 0 not sent\n',
    });
  });

  it('prints a document whose form is kept', async () => {
    const { stdout, code } = await run([...BOTH, '--json'], [GOOD, BAD, 'not JSON']);

    const document = replayDocument.parse(JSON.parse(stdout));
    expect(code).toBe(4);
    expect(document).toMatchObject({
      version: 1,
      from: DEAD,
      to: LIVE,
      dryRun: false,
      complete: true,
      messages: [
        { id: 'dead-1', type: 'push.scheduled', outcome: 'sent', sentAs: 'live-1', reason: 'as it was' },
        { id: 'dead-2', outcome: 'kept', sentAs: null, reason: expect.stringContaining('detail.start') },
        { id: 'dead-3', type: null, eventId: null, outcome: 'kept' },
      ],
    });
  });

  it('shows how far it is on a terminal, and leaves only the result there', async () => {
    const { stderr } = await run(BOTH, [GOOD], { screen: { columns: 80, hasColor: false } });

    expect(stderr).toBe('\r\u001b[2K1 looked at, 0 not sent\r\u001b[2K');
  });

  it('hands region and endpoint on', async () => {
    const { asked } = await run(
      [...BOTH, '--region', 'eu-west-1', '--endpoint', 'http://127.0.0.1:4566'],
      [],
    );

    expect(asked).toEqual([
      { url: DEAD, region: 'eu-west-1', endpoint: 'http://127.0.0.1:4566' },
      { url: LIVE, region: 'eu-west-1', endpoint: 'http://127.0.0.1:4566' },
    ]);
  });

  it('ends with 130 when it is interrupted, and says what was done', async () => {
    const interrupt = new AbortController();
    interrupt.abort();

    expect(await run([...BOTH, '--json'], [GOOD], { interrupt })).toMatchObject({
      code: 130,
      left: [GOOD],
      stdout: expect.stringContaining('"complete":false'),
      stderr: 'interrupted\n',
    });
  });
});

describe('what is refused', () => {
  it.each([
    ['nothing said', [], /required option '--from <url>'/],
    ['one queue twice', ['--from', DEAD, '--to', DEAD], /--to: expected another queue than --from/],
    ['no URL', ['--from', 'push-dead-letters', '--to', LIVE], /Expected a URL such as https:/],
    ['no such file', [...BOTH, '--config', 'gone.json'], /gone\.json: no such file/],
    ['a wrong configuration', [...BOTH, '--config', 'wrong.json'], /wrong\.json: .*clusters: expected/],
  ])('%s, with 2', async (_, args, message) => {
    const files = new Map([['wrong.json', '{}']]);

    const { code, stderr } = await run(args, [], { files });

    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('what a queue refuses, with 3', async () => {
    const { code, stderr } = await run(['--from', DEAD, '--to', `${LIVE}-gone`], [GOOD]);

    expect([code, stderr]).toEqual([3, `queue ${LIVE}-gone: QueueDoesNotExist\n`]);
  });
});
