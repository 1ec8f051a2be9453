/** Whether an event would be taken in: by its schema, and by the configuration of the functions where that is given. */
import { findFormProblems } from '../../api/events/event-form.ts';
import { readEvent } from '../../api/events/read-event.ts';
import { type FunctionsConfig, readFunctionsConfig } from '../../config/functions/functions-config.ts';
import { Misconfigured } from '../../ports/faults.ts';
import { BadInput } from '../bad-input.ts';
import type { CliDeps } from '../deps.ts';

/** Why an event would not be taken in; undefined when it would. */
export type EventCheck = (body: string) => string | undefined;

/** Throws BadInput that names the file, and the field. */
export async function readEventCheck(
  configFile: string | undefined,
  { files }: Pick<CliDeps, 'files'>,
): Promise<EventCheck> {
  if (configFile === undefined) return (body) => wordProblems(findFormProblems(body));
  const config = readConfig(configFile, await files.read(configFile));
  return (body) => {
    const reading = readEvent(body, config);
    switch (reading.kind) {
      case 'event':
        return undefined;
      case 'ignored':
        return `it would be ignored: ${reading.reason}`;
      case 'refused':
        return wordProblems(reading.problems);
    }
  };
}

const wordProblems = (problems: readonly string[]): string | undefined =>
  problems.length === 0 ? undefined : problems.join('; ');

function readConfig(file: string, text: string): FunctionsConfig {
  try {
    return readFunctionsConfig(text);
  } catch (error) {
    if (!(error instanceof Misconfigured)) throw error;
    throw new BadInput(`${file}: ${error.message}`, { cause: error });
  }
}
