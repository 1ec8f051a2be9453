/** Ctrl-C as a signal: the first one asks to stop, a second one does not wait. */

const INTERRUPTED = 130;

interface SignalSource {
  on(event: 'SIGINT', listener: () => void): unknown;
  exit(code: number): void;
}

export function abortOnInterrupt(source: SignalSource): AbortSignal {
  const controller = new AbortController();
  source.on('SIGINT', () => {
    if (controller.signal.aborted) source.exit(INTERRUPTED);
    controller.abort();
  });
  return controller.signal;
}
