/** stdout and stderr of this process. */
import { FileFault } from '../../ports/files.ts';
import type { Terminal } from '../../ports/terminal.ts';

/** A tty stream or a pipe, as Node gives them. */
interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string, done: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface TerminalStreams {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Of the environment; by https://no-color.org any text but the empty one switches colour off. */
  readonly noColor: string | undefined;
  /** The kind of terminal, TERM of the environment. */
  readonly kind: string | undefined;
}

const USUAL_COLUMNS = 80;

export function processTerminal({ stdout, stderr, noColor, kind }: TerminalStreams): Terminal {
  // `print` reports failures through its promise; without a listener the same error would end the process.
  stdout.on('error', () => undefined);
  stderr.on('error', () => undefined);
  return {
    print: (text) =>
      new Promise((resolve, reject) => {
        stdout.write(text, (error) => {
          if (error === undefined || error === null || isReaderGone(error)) resolve();
          else reject(new FileFault(`stdout: ${error.message}`, { cause: error }));
        });
      }),
    tell: (text) => {
      // Nobody is left to be told when stderr fails.
      stderr.write(text, () => undefined);
    },
    screen: () => {
      if (stderr.isTTY !== true || kind === 'dumb') return undefined;
      // Some terminals say 0 when they do not know.
      const { columns = 0 } = stderr;
      return { columns: columns > 0 ? columns : USUAL_COLUMNS, hasColor: (noColor ?? '') === '' };
    },
  };
}

const isReaderGone = (error: Error): boolean => 'code' in error && error.code === 'EPIPE';
