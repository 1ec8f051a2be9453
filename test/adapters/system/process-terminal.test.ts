import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { processTerminal } from '../../../src/adapters/system/process-terminal.ts';

function stream(over: { isTTY?: boolean; columns?: number } = {}, fault?: Error) {
  const written: string[] = [];
  const writable = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      if (fault === undefined) written.push(chunk);
      done(fault);
    },
  });
  return Object.assign(writable, over, { written });
}
const open = (stdout = stream(), stderr = stream(), env: { noColor?: string; kind?: string } = {}) =>
  processTerminal({ stdout, stderr, noColor: env.noColor, kind: env.kind });
const faultOf = (code: string) => Object.assign(new Error(`write ${code}`), { code });

describe('the terminal', () => {
  test('prints to stdout and tells on stderr', async () => {
    const [stdout, stderr] = [stream(), stream()];
    const terminal = open(stdout, stderr);
    await terminal.print('result\n');
    terminal.tell('message\n');
    expect([stdout.written, stderr.written]).toEqual([['result\n'], ['message\n']]);
  });

  test('does not mind a reader that went away', async () => {
    const terminal = open(stream({}, faultOf('EPIPE')), stream({}, faultOf('EPIPE')));
    await expect(terminal.print('a lot')).resolves.toBeUndefined();
    expect(() => terminal.tell('more')).not.toThrow();
  });

  test('says when the result could not be written', async () => {
    await expect(open(stream({}, faultOf('ENOSPC'))).print('x')).rejects.toThrow('stdout: write ENOSPC');
  });
});

describe('the screen', () => {
  const tty = { isTTY: true, columns: 120 };

  test.each([
    { name: 'a terminal', stderr: tty, env: {}, want: { columns: 120, hasColor: true } },
    { name: 'no width known', stderr: { isTTY: true }, env: {}, want: { columns: 80, hasColor: true } },
    { name: 'NO_COLOR', stderr: tty, env: { noColor: '1' }, want: { columns: 120, hasColor: false } },
    { name: 'width 0', stderr: { isTTY: true, columns: 0 }, env: {}, want: { columns: 80, hasColor: true } },
    { name: 'empty NO_COLOR', stderr: tty, env: { noColor: '' }, want: { columns: 120, hasColor: true } },
    { name: 'a pipe', stderr: {}, env: {}, want: undefined },
    { name: 'a dumb terminal', stderr: tty, env: { kind: 'dumb' }, want: undefined },
  ])('$name', ({ stderr, env, want }) => {
    expect(open(stream(), stream(stderr), env).screen()).toEqual(want);
  });

  test('follows the window', () => {
    const stderr = stream({ isTTY: true, columns: 120 });
    const terminal = open(stream(), stderr);
    stderr.columns = 60;
    expect(terminal.screen()?.columns).toBe(60);
  });
});
