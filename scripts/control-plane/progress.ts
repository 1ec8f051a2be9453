/** Says how far a long build is: one line that moves on a terminal, plain lines now and then in a pipe. */

export interface Stage {
  /** One more package was compiled, or whatever the stage counts. */
  step(): void;
  /** @param verb how it ended, for example "built" */
  done(verb: string): void;
}

export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const MOVING_MS = 200;
const PLAIN_MS = 30_000;

/** Starts the clock of a stage and says so. */
export function startStage(name: string, unit: string, output: Output = process.stdout): Stage {
  const started = performance.now();
  const moves = output.isTTY === true;
  let count = 0;
  const say = (verb: string): void => {
    const line = `${verb.padEnd(8)} ${name.padEnd(32)} ${formatElapsed(started)}${describe(count, unit)}`;
    output.write(moves ? `\r${line}\u001b[K` : `${line}\n`);
  };
  if (moves) say('building');
  const timer = setInterval(() => say('building'), moves ? MOVING_MS : PLAIN_MS);
  return {
    step: () => {
      count += 1;
    },
    done: (verb) => {
      clearInterval(timer);
      say(verb);
      if (moves) output.write('\n');
    },
  };
}

const describe = (count: number, unit: string): string => (count === 0 ? '' : `  ${count} ${unit}`);

/** For example "3 min 26 s". */
export function formatElapsed(started: number): string {
  return formatSeconds((performance.now() - started) / 1_000);
}

export function formatSeconds(length: number): string {
  const whole = Math.round(length);
  const minutes = Math.floor(whole / 60);
  return minutes === 0 ? `${whole} s` : `${minutes} min ${whole % 60} s`;
}
