/** Ctrl-C, and SIGTERM of whoever runs the process, as a signal: the first one asks to stop, a second one does not wait. */

/** As a shell reports a process that ended by the signal. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

type StopSignal = keyof typeof EXIT_CODES;

interface SignalSource {
  on(event: StopSignal, listener: () => void): unknown;
  exit(code: number): void;
}

export function abortOnInterrupt(source: SignalSource): AbortSignal {
  const controller = new AbortController();
  for (const name of Object.keys(EXIT_CODES) as StopSignal[])
    source.on(name, () => {
      if (controller.signal.aborted) source.exit(EXIT_CODES[name]);
      controller.abort();
    });
  return controller.signal;
}
