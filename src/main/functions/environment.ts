/** What the environment of a function says; wrong, it names the variable, or the field of the configuration. */
import * as z from 'zod';
import { type FunctionsConfig, readFunctionsConfig } from '../../config/functions/functions-config.ts';
import { Misconfigured } from '../../ports/faults.ts';

const TOKENS = z.record(z.string(), z.string());

export type Environment = Readonly<Record<string, string | undefined>>;

export interface FunctionSettings {
  readonly config: FunctionsConfig;
  /** Undefined = there is none, as no function but those of events has one. */
  readonly deadLetterQueueUrl: string | undefined;
  readonly logLevel: 'info' | 'warn' | 'off';
  /** For trials: by the name of a cluster on loopback, the token that it knows. */
  readonly tokens: Readonly<Record<string, string>>;
}

/** Throws Misconfigured. */
export function readEnvironment(
  environment: Environment,
  readText: (path: string) => string,
): FunctionSettings {
  return {
    config: readConfig(environment, readText),
    deadLetterQueueUrl: readUrl('FORESCALE_DEAD_LETTER_QUEUE_URL', environment),
    logLevel: readLogLevel(environment['FORESCALE_LOG_LEVEL'] ?? 'info'),
    tokens: readTokens(environment['FORESCALE_TRIAL_TOKENS'] ?? '{}'),
  };
}

function readConfig(environment: Environment, readText: (path: string) => string): FunctionsConfig {
  const text = environment['FORESCALE_CONFIG'];
  if (text !== undefined) return readFunctionsConfig(text);
  const path = environment['FORESCALE_CONFIG_FILE'];
  if (path === undefined)
    throw new Misconfigured(
      'expected the configuration in FORESCALE_CONFIG, or the name of its file in FORESCALE_CONFIG_FILE, got neither',
    );
  return readFunctionsConfig(readFile(path, readText));
}

function readFile(path: string, readText: (path: string) => string): string {
  try {
    return readText(path);
  } catch (error) {
    throw new Misconfigured(`FORESCALE_CONFIG_FILE: expected a file that can be read, got "${path}"`, {
      cause: error,
    });
  }
}

function readUrl(variable: string, environment: Environment): string | undefined {
  const value = environment[variable];
  if (value === undefined || URL.canParse(value)) return value;
  throw new Misconfigured(`${variable}: expected the URL of a queue, got "${value}"`);
}

function readLogLevel(level: string): FunctionSettings['logLevel'] {
  if (level === 'info' || level === 'warn' || level === 'off') return level;
  throw new Misconfigured(`FORESCALE_LOG_LEVEL: expected info, warn or off, got "${level}"`);
}

/** Never says what was found: it may be a secret. */
function readTokens(text: string): Readonly<Record<string, string>> {
  const tokens = TOKENS.safeParse(parseJson(text));
  if (tokens.success) return tokens.data;
  throw new Misconfigured('FORESCALE_TRIAL_TOKENS: expected tokens by the name of a cluster, in JSON');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
