/** Values of options, read strictly: what is refused says what was expected. */
import { InvalidArgumentError } from 'commander';
import { parseEventDemand } from '../config/trace/event-demand.ts';
import { parseQuantity } from '../core/model/quantity.ts';
import type { Demand } from '../core/model/surge.ts';
import { type Millis, seconds } from '../core/model/time.ts';

const MOST_SEED = 2 ** 31 - 1;
const MOST_TIMES = 1_000;
const MOST_SECONDS = 7 * 86_400;

const refuse = (what: string): never => {
  throw new InvalidArgumentError(`Expected ${what}.`);
};

/** Decimal digits, no sign, no exponent: what people type. */
function readNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

export function parseSeed(text: string): number {
  const seed = readNumber(text, 0, MOST_SEED);
  return seed !== undefined && Number.isInteger(seed)
    ? seed
    : refuse(`a whole number from 0 to ${MOST_SEED}`);
}

export const parseTimes = (text: string): number =>
  readNumber(text, 1, MOST_TIMES) ?? refuse(`a number from 1 to ${MOST_TIMES}`);

const MOST_SPEED = 3_600;

export const parseSpeed = (text: string): number =>
  readNumber(text, 0.001, MOST_SPEED) ?? refuse(`a number above 0, up to ${MOST_SPEED}`);

const MOST_PORT = 65_535;

export function parsePort(text: string): number {
  const port = readNumber(text, 0, MOST_PORT);
  return port !== undefined && Number.isInteger(port) ? port : refuse(`a port from 0 to ${MOST_PORT}`);
}

export const parseLead = (text: string): Millis =>
  seconds(readNumber(text, 0, MOST_SECONDS) ?? refuse(`seconds from 0 to ${MOST_SECONDS}`));

export const parseDuration = (text: string): Millis =>
  seconds(readNumber(text, 1, MOST_SECONDS) ?? refuse(`seconds from 1 to ${MOST_SECONDS}`));

export const parseRate = (text: string): number =>
  readNumber(text, Number.MIN_VALUE, Number.MAX_VALUE) ?? refuse('requests per second above 0, such as 150');

/** A share: 60 becomes 0.6. */
export const parsePercent = (text: string): number =>
  (readNumber(text, 1, 100) ?? refuse('a percentage from 1 to 100')) / 100;

export const parseCpu = (text: string): string => keepQuantity(text, 'such as 3920m or 4');

export const parseMemory = (text: string): string => keepQuantity(text, 'such as 15Gi');

/** For an option that may be repeated. */
export const collect =
  <T>(read: (text: string) => T) =>
  (text: string, before: readonly T[] = []): readonly T[] => [...before, read(text)];

export function parseCount(text: string): number {
  const count = readNumber(text, 1, Number.MAX_SAFE_INTEGER);
  return count !== undefined && Number.isInteger(count) ? count : refuse('a whole number from 1');
}

export function parsePodCount(text: string): string {
  const count = readNumber(text, 1, Number.MAX_SAFE_INTEGER);
  return count !== undefined && Number.isInteger(count) ? text : refuse('a whole number from 1');
}

export function parseDemand(text: string): Demand {
  const read = parseEventDemand(text);
  if (read.ok) return read.demand;
  throw new InvalidArgumentError(`${read.message.charAt(0).toUpperCase()}${read.message.slice(1)}.`);
}

export const parseName = (text: string): string =>
  /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(text)
    ? text
    : refuse('a name of a-z, 0-9, - and . such as push-1800');

export const parseFileName = (text: string): string => (text === '' ? refuse('the name of a file') : text);

export const parseQueueUrl = (text: string): string =>
  /^https?:$/.test(URL.parse(text)?.protocol ?? '')
    ? text
    : refuse('a URL such as https://sqs.eu-central-1.amazonaws.com/123456789012/pushes');

/** `key=value`; the value may hold a `=`. */
export function parseAssignment(text: string): { readonly key: string; readonly text: string } {
  const at = text.indexOf('=');
  return at > 0
    ? { key: text.slice(0, at), text: text.slice(at + 1) }
    : refuse('a setting and its value such as prescale.leadSeconds=300');
}

function keepQuantity(text: string, example: string): string {
  const amount = parseQuantity(text);
  return amount !== undefined && amount > 0 && Number.isFinite(amount)
    ? text
    : refuse(`a Kubernetes quantity above 0, ${example}`);
}
