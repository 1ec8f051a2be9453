/** The configuration of the functions that the documentation shows, and changes to it. */
import { readFileSync } from 'node:fs';
import { type FunctionsConfig, readFunctionsConfig } from '../../src/config/functions/functions-config.ts';

const EXAMPLE = new URL('../../docs/examples/functions.json', import.meta.url);

type Json = Readonly<Record<string, unknown>>;

const exampleConfigJson = (): Json => JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Json;

export const aFunctionsConfig = (over: Json = {}): FunctionsConfig =>
  readFunctionsConfig(JSON.stringify({ ...exampleConfigJson(), ...over }));
