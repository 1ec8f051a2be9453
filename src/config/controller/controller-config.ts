/** The configuration of a controller put together from its sources. Every problem is named, with the place it comes from. */
import { type FieldPath, fieldOf } from '../../core/schema/field-path.ts';
import { checkValue, type Finding } from '../../core/schema/finding.ts';
import type { Failure, Problem } from '../scenario/problem.ts';
import { readYaml } from '../scenario/yaml-document.ts';
import { type Environment, type FlagText, readEnvironment, readFlags } from './environment.ts';
import { controllerConfigSchema } from './schema.ts';
import { type Setting, settingsOf } from './settings.ts';
import { type ControllerConfig, settle } from './settled.ts';
import { formatSource, type Given, type Source } from './source.ts';

export interface ConfigSources {
  readonly file?: { readonly name: string; readonly text: string } | undefined;
  readonly environment: Environment;
  readonly flags: readonly FlagText[];
}

/** A setting as it stands. */
export interface ConfigEntry {
  readonly setting: Setting;
  /** Undefined = left out, which the meaning explains. */
  readonly value: unknown;
  readonly source: Source;
}

export type ConfigReading =
  | { readonly ok: true; readonly config: ControllerConfig; readonly entries: readonly ConfigEntry[] }
  | Failure;

export const CONTROLLER_SETTINGS: readonly Setting[] = settingsOf(controllerConfigSchema);

/** Never throws. */
export function readControllerConfig({ file, environment, flags }: ConfigSources): ConfigReading {
  const reading = file === undefined ? NO_FILE : readYaml(file.name, file.text);
  const fromEnvironment = readEnvironment(environment, CONTROLLER_SETTINGS);
  const fromFlags = readFlags(flags, CONTROLLER_SETTINGS);
  const failures = [reading, fromEnvironment, fromFlags].flatMap((each) => (each.ok ? [] : each.problems));
  if (!reading.ok || !fromEnvironment.ok || !fromFlags.ok) return { ok: false, problems: failures };
  const givens = [...fromEnvironment.givens, ...fromFlags.givens];
  const base = reading.value ?? {};
  const sourceOf = (path: FieldPath): Source => {
    const given = givens.findLast((each) => isAtOrAbove(each.path, path));
    if (given !== undefined) return given.source;
    if (file === undefined || valueAt(base, path) === undefined) return { kind: 'default' };
    return { kind: 'file', file: file.name, line: reading.lineOf(path) };
  };
  const checked = checkValue(controllerConfigSchema, withGivens(base, givens));
  if (!checked.ok) return { ok: false, problems: problemsOf(checked.findings, sourceOf) };
  const entries = CONTROLLER_SETTINGS.map((setting) => ({
    setting,
    value: valueAt(checked.value, setting.path),
    source: sourceOf(setting.path),
  }));
  return { ok: true, config: settle(checked.value), entries };
}

const NO_FILE = { ok: true, value: {}, lineOf: () => 1 } as const;

/** Those of the file first, in its order. */
function problemsOf(findings: readonly Finding[], sourceOf: (path: FieldPath) => Source): readonly Problem[] {
  const problems = findings.map(({ path, message }): Problem => {
    const source = sourceOf(path);
    const field = fieldOf(path);
    return source.kind === 'file'
      ? { file: source.file, line: source.line, field, message }
      : { file: formatSource(source), line: undefined, field, message };
  });
  return problems.toSorted((a, b) => (a.line ?? LAST) - (b.line ?? LAST));
}

const LAST = Number.MAX_SAFE_INTEGER;

/** Where the file has something else than a block, that is left for the schema to refuse. */
function withGivens(base: unknown, givens: readonly Given[]): unknown {
  return givens.reduce((whole, { path, value }) => put(whole, path, value), base);
}

function put(whole: unknown, [step, ...rest]: FieldPath, value: unknown): unknown {
  if (step === undefined) return value;
  if (whole !== undefined && !isBlock(whole)) return whole;
  return { ...whole, [step]: put(whole?.[step], rest, value) };
}

const isBlock = (value: unknown): value is Readonly<Record<PropertyKey, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined = not there. */
const valueAt = (whole: unknown, path: FieldPath): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[step]
        : undefined,
    whole,
  );

const isAtOrAbove = (path: FieldPath, other: FieldPath): boolean =>
  path.every((step, index) => step === other[index]);
