/** A surge said in options: an override with owner, reason and end, as people make it in a hurry. */
import { InvalidArgumentError } from 'commander';
import { objectName, type SurgeDraft } from '../../config/surge/surge-file.ts';
import type { TargetKind } from '../../core/model/target.ts';
import {
  asMillis,
  formatInstant,
  type Instant,
  type Millis,
  parseInstant,
  plus,
} from '../../core/model/time.ts';
import { checkValue, type Finding } from '../../core/schema/finding.ts';
import { SURGE_API_VERSION, wordFinding } from '../../resources/surge/codec.ts';
import { surgeSpecSchema } from '../../resources/surge/spec-schema.ts';
import { BadInput } from '../bad-input.ts';

export interface QuickTarget {
  readonly kind: TargetKind;
  readonly name: string;
}

export interface QuickFlags {
  readonly target?: readonly QuickTarget[];
  readonly replicas?: number;
  readonly multiplier?: number;
  readonly rps?: number;
  readonly start?: StartTime;
  readonly for?: Millis;
  readonly owner?: string;
  readonly reason?: string;
  readonly raiseTo?: number;
  readonly pin?: true;
}

/** An instant, or a while after now. */
export type StartTime =
  | { readonly kind: 'at'; readonly at: Instant }
  | { readonly kind: 'in'; readonly after: Millis };

const NOW: StartTime = { kind: 'in', after: asMillis(0) };

/** Throws BadInput with a line for each thing that is missing or wrong. */
export function quickSurge(
  name: string,
  flags: QuickFlags,
  now: Instant,
  user: string | undefined,
): SurgeDraft {
  const { target = [], replicas, multiplier, rps, start = NOW, reason, raiseTo, pin } = flags;
  const owner = flags.owner ?? user;
  const problems = problemsOf(flags, owner);
  if (problems.length > 0 || flags.for === undefined) throw new BadInput(problems.join('\n'));
  const startsAt = start.kind === 'at' ? start.at : plus(now, start.after);
  if (plus(startsAt, flags.for) <= now)
    throw new BadInput(
      `error: option '--start <time>': expected a surge that is not over yet, got one that ended at ${formatInstant(plus(startsAt, flags.for))}.`,
    );
  const spec = {
    start: formatInstant(startsAt),
    end: formatInstant(plus(startsAt, flags.for)),
    targets: target,
    demand: { replicas, multiplier, rps },
    ...(raiseTo === undefined ? {} : { ceiling: { raiseTo } }),
    override: { owner, reason, pin: pin === true },
  };
  const named = checkValue(objectName, name, ['name']);
  const checked = checkValue(surgeSpecSchema, spec, ['spec']);
  const findings = [named, checked].flatMap((each) => (each.ok ? [] : each.findings));
  if (!checked.ok || findings.length > 0) throw new BadInput(findings.map(wordForOption).join('\n'));
  return { apiVersion: SURGE_API_VERSION, kind: 'Surge', metadata: { name }, spec: checked.value };
}

function problemsOf(flags: QuickFlags, owner: string | undefined): readonly string[] {
  const { target = [], replicas, multiplier, rps, reason } = flags;
  const missing = [
    ...(target.length === 0 ? ['--target <kind/name>'] : []),
    ...(flags.for === undefined ? ['--for <length>'] : []),
    ...(reason === undefined ? ['--reason <text>'] : []),
    ...(owner === undefined ? ['--owner <name>'] : []),
  ];
  const demands = [replicas, multiplier, rps].filter((demand) => demand !== undefined);
  return [
    ...missing.map((option) => `error: option '${option}' is missing.`),
    ...(demands.length === 1 ? [] : [wordDemands(demands.length)]),
  ];
}

const OPTIONS: Readonly<Record<string, string>> = {
  targets: '--target',
  replicas: '--replicas',
  multiplier: '--multiplier',
  rps: '--rps',
  raiseTo: '--raise-to',
  owner: '--owner',
  reason: '--reason',
};

/** In the words of whoever typed it: the option, where a field comes from one. */
function wordForOption(finding: Finding): string {
  const option = finding.path.map((step) => OPTIONS[String(step)]).find((name) => name !== undefined);
  return option === undefined ? wordFinding(finding) : `error: option '${option}': ${finding.message}.`;
}

const wordDemands = (count: number): string =>
  `error: expected exactly one of --replicas, --multiplier and --rps, got ${count === 0 ? 'none' : count}.`;

const SHORT_KINDS: Readonly<Record<string, TargetKind>> = {
  hpa: 'HorizontalPodAutoscaler',
  horizontalpodautoscaler: 'HorizontalPodAutoscaler',
  so: 'ScaledObject',
  scaledobject: 'ScaledObject',
  deploy: 'Deployment',
  deployment: 'Deployment',
  sts: 'StatefulSet',
  statefulset: 'StatefulSet',
  ro: 'Rollout',
  rollout: 'Rollout',
};

export function parseTarget(text: string): QuickTarget {
  const [short = '', name = '', ...rest] = text.split('/');
  const kind = SHORT_KINDS[short.toLowerCase()];
  if (kind === undefined || name === '' || rest.length > 0)
    throw new InvalidArgumentError(
      'Expected hpa/, scaledobject/, deployment/, statefulset/ or rollout/ and a name.',
    );
  return { kind, name };
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000 };

/** 90s, 15m, 2h, 1h30m. */
export function parseLength(text: string): Millis {
  const parts = [...text.matchAll(/(\d+)([hms])/g)];
  const length = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
  if (parts.map(([part]) => part).join('') !== text || length <= 0)
    throw new InvalidArgumentError('Expected a length such as 90s, 15m or 1h30m.');
  return asMillis(length);
}

export function parseStart(text: string): StartTime {
  if (text === 'now') return NOW;
  if (text.startsWith('+')) return { kind: 'in', after: parseLength(text.slice(1)) };
  const at = parseInstant(text);
  if (at === undefined)
    throw new InvalidArgumentError(
      'Expected now, +10m, or an instant with a zone such as 2026-01-01T18:00:00Z.',
    );
  return { kind: 'at', at };
}
