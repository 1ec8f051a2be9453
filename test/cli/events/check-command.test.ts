import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkDocument } from '../../../src/cli/events/check-document.ts';
import { runCli } from '../../../src/cli/program.ts';
import { anEvent } from '../../support/an-event.ts';
import { cliDeps, fakeWorld } from '../../support/cli-deps.ts';

const CONFIG = readFileSync(new URL('../../../docs/examples/functions.json', import.meta.url), 'utf8');

const FILES = new Map([
  ['functions.json', CONFIG],
  ['good.json', anEvent('push.scheduled')],
  ['bad.json', anEvent('push.scheduled', { start: 'soon', starts: 1 })],
  ['sports.json', anEvent('push.scheduled', { app: 'sports' })],
  ['alarm.json', anEvent('cloudwatch-alarm-state-change-ok', { alarmName: 'disk-full' })],
  ['broken.json', '{"detail-type":'],
  ['/dev/stdin', anEvent('push.cancelled')],
]);

async function check(...args: readonly string[]) {
  const world = fakeWorld({ files: new Map(FILES) });
  const code = await runCli(['events', 'check', ...args], cliDeps(world));
  return { code, stdout: world.stdout, stderr: world.stderr };
}

describe('events check', () => {
  test('says what is good, of a pipe too', async () => {
    expect(await check('good.json', '-')).toEqual({
      code: 0,
      stdout:
        'good.json  push.scheduled  push-2026-11-26-evening  ok\n' +
        'stdin  push.cancelled  push-2026-11-26-evening  ok\n',
      stderr: '',
    });
  });

  test('names what is wrong by file and field, all of it, with exit code 2', async () => {
    const { code, stdout, stderr } = await check('bad.json', 'good.json', 'broken.json');
    expect(code).toBe(2);
    expect(stdout).toBe('good.json  push.scheduled  push-2026-11-26-evening  ok\n');
    expect(stderr).toContain(
      'bad.json: detail.start: expected an RFC 3339 instant such as 2026-01-01T18:00:00Z, got "soon"; detail.starts: unknown key',
    );
    expect(stderr).toContain('\nbroken.json: expected JSON, got ');
  });

  test('knows by a configuration what the names stand for, and which alarms matter', async () => {
    expect(await check('sports.json', 'alarm.json')).toMatchObject({ code: 0, stderr: '' });
    const { code, stderr } = await check('sports.json', 'alarm.json', '--config', 'functions.json');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^sports\.json: detail\.app: expected one of news, shop, got "sports"$/m);
    expect(stderr).toMatch(/^alarm\.json: it would be ignored: alarm "disk-full" is not configured$/m);
  });

  test('as JSON is one document that keeps to its schema, good and bad', async () => {
    const { code, stdout } = await check('good.json', 'bad.json', '--json');
    const { config, events } = checkDocument.parse(JSON.parse(stdout));
    expect(code).toBe(2);
    expect(config).toBeNull();
    expect(events.map(({ file, problem }) => [file, problem === null])).toEqual([
      ['good.json', true],
      ['bad.json', false],
    ]);
  });

  test.each([
    [['no.json'], 'no.json: no such file'],
    [['good.json', '--config', 'bad.json'], 'bad.json: configuration of the functions: clusters: '],
    [[], 'missing required argument'],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await check(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
