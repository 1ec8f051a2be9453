/** Settings from variables of the environment, and those from flags: texts by name. */
import type { Failure, Problem } from '../scenario/problem.ts';
import type { Setting } from './settings.ts';
import type { Given } from './source.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Givens = { readonly ok: true; readonly givens: readonly Given[] } | Failure;

/** Names the file of the configuration, no setting. */
export const FILE_VARIABLE = 'FORESCALE_CONFIG';

/** What Kubernetes puts into Pods beside a Service that is called forescale: not meant for us. */
const OF_A_SERVICE =
  /^FORESCALE_(\w+_)?(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_\w+)?)?)$/;

/** An empty variable counts as none; one of our prefix that names no setting is a mistake in spelling. */
export function readEnvironment(environment: Environment, settings: readonly Setting[]): Givens {
  const byVariable = new Map(settings.map((setting) => [setting.variable, setting]));
  const givens: Given[] = [];
  const problems: Problem[] = [];
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith('FORESCALE_') || variable === FILE_VARIABLE || !text) continue;
    const setting = byVariable.get(variable);
    if (setting !== undefined)
      givens.push({
        path: setting.path,
        value: setting.read(text),
        source: { kind: 'environment', variable },
      });
    else if (!OF_A_SERVICE.test(variable)) problems.push(unknownName(variable));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, givens };
}

export interface FlagText {
  /** As typed, for example `--log-level`. */
  readonly flag: string;
  readonly key: string;
  readonly text: string;
}

export function readFlags(flags: readonly FlagText[], settings: readonly Setting[]): Givens {
  const givens: Given[] = [];
  const problems: Problem[] = [];
  for (const { flag, key, text } of flags) {
    const setting = settings.find((each) => each.key === key);
    if (setting === undefined) problems.push(unknownName(flag, key));
    else givens.push({ path: setting.path, value: setting.read(text), source: { kind: 'flag', flag } });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, givens };
}

const unknownName = (file: string, field = ''): Problem => ({
  file,
  line: undefined,
  field,
  message: 'unknown setting, expected one that `forescale config explain` lists',
});
