/** The load that an event speaks of, in the form of a Surge: what the event says goes first, the app gives the rest. */
import type { AppTemplate } from '../../config/functions/template.ts';
import { type Instant, isSayable, type Millis, plus } from '../../core/model/time.ts';
import type { SurgeTemplate } from '../../core/prescale/surge-schedule.ts';
import type { FieldPath } from '../../core/schema/field-path.ts';
import type { Finding } from '../../core/schema/finding.ts';
import { expected } from '../../core/schema/wording.ts';
import { readTemplate } from '../../resources/surge/codec.ts';
import { readSeconds } from '../../resources/surge/demand-codec.ts';
import type { DemandSpec } from '../../resources/surge/demand-schema.ts';
import type { LoadDetail } from './detail-schemas.ts';

export interface EventLoad {
  readonly start: Instant;
  readonly end: Instant;
  /** The Surge of the id, but for its time. */
  readonly templateOf: (id: string) => SurgeTemplate;
}

export type LoadReading =
  | { readonly ok: true; readonly load: EventLoad }
  | { readonly ok: false; readonly findings: readonly Finding[] };

export interface LoadDefaults {
  readonly start: Instant;
  /** Of an event that has no length and whose app has none; undefined = there has to be one. */
  readonly duration: Millis | undefined;
}

export function readLoad(
  detail: LoadDetail,
  defaults: LoadDefaults,
  app: Partial<AppTemplate> = {},
): LoadReading {
  const start = detail.start ?? defaults.start;
  const end = endOf(detail, start, app.duration ?? defaults.duration);
  const targets = detail.targets ?? app.targets ?? [];
  const demand = demandOf(detail, app);
  const findings = [...findNoEnd(end, start), ...findNoTargets(targets), ...findNoDemand(detail, demand)];
  if (findings.length > 0 || end === undefined || demand === undefined) return { ok: false, findings };
  const { ceiling = app.ceiling, leadSeconds = app.leadSeconds, nodes = app.nodes } = detail;
  const spec = { targets, demand, ceiling, leadSeconds, nodes };
  return { ok: true, load: { start, end, templateOf: (id) => readTemplate(spec, id) } };
}

function endOf(
  { end, durationSeconds }: LoadDetail,
  start: Instant,
  fallback: Millis | undefined,
): Instant | undefined {
  if (end !== undefined) return end;
  const duration = durationSeconds === undefined ? fallback : readSeconds(durationSeconds);
  return duration === undefined ? undefined : plus(start, duration);
}

/** Undefined when nobody says how much. */
const demandOf = ({ demand, audience }: LoadDetail, app: Partial<AppTemplate>): DemandSpec | undefined =>
  audience === undefined ? (demand ?? app.demand) : crowdOf(audience, knownOf(app));

/** What an app knows of its audience: said apart, or in its demand. */
const knownOf = ({ audience, demand }: Partial<AppTemplate>): AppTemplate['audience'] =>
  audience ?? (demand?.audience && { ...demand.audience, curve: demand.curve });

function crowdOf(
  { recipients, openRate, requestsPerOpen, curve }: NonNullable<LoadDetail['audience']>,
  known: AppTemplate['audience'],
): DemandSpec | undefined {
  const opening = openRate ?? known?.openRate;
  if (opening === undefined) return undefined;
  const requests = requestsPerOpen ?? known?.requestsPerOpen ?? 1;
  const shape = curve ?? known?.curve;
  const audience = { recipients, openRate: opening, requestsPerOpen: requests };
  return { audience, ...(shape === undefined ? {} : { curve: shape }) };
}

function findNoTargets(targets: readonly unknown[]): readonly Finding[] {
  return targets.length > 0 ? [] : [lacking(['targets'], 'targets, or an app that has some')];
}

function findNoEnd(end: Instant | undefined, start: Instant): readonly Finding[] {
  if (end === undefined)
    return [lacking(['end'], 'end or durationSeconds, or an app that has durationSeconds')];
  if (!isSayable(end))
    return [
      { path: ['durationSeconds'], message: 'expected an end before the year 10000, got one after it' },
    ];
  if (end > start) return [];
  return [{ path: ['end'], message: 'expected an end after start, got one before or at it' }];
}

function findNoDemand({ audience }: LoadDetail, demand: DemandSpec | undefined): readonly Finding[] {
  if (demand !== undefined) return [];
  if (audience !== undefined) return [lacking(['audience', 'openRate'], 'a share, or an app that has one')];
  return [lacking(['demand'], 'demand or audience, or an app that has demand')];
}

const lacking = (path: FieldPath, what: string): Finding => ({ path, message: expected(what, undefined) });
