/** Demands and curves between the wire, in seconds, and the model. */
import type { ArrivalCurve, Demand } from '../../core/model/surge.ts';
import { asMillis, type Millis, toSeconds } from '../../core/model/time.ts';
import type { DemandSpec } from './demand-schema.ts';

/** Instants and lengths are whole milliseconds in the model; 1.001 seconds are none as a product. */
export const readSeconds = (count: number): Millis => asMillis(Math.round(count * 1_000));

export function readDemand(spec: DemandSpec): Demand {
  const curve = readCurve(spec.curve);
  if (spec.multiplier !== undefined) return { kind: 'multiplier', multiplier: spec.multiplier, curve };
  if (spec.rps !== undefined) return { kind: 'rps', rps: spec.rps, curve };
  if (spec.audience !== undefined) return { kind: 'audience', ...spec.audience, curve };
  return { kind: 'replicas', replicas: spec.replicas ?? 1 };
}

type CurveSpec = NonNullable<DemandSpec['curve']>;

function readCurve(spec: CurveSpec | undefined): ArrivalCurve {
  if (spec?.decay !== undefined)
    return {
      kind: 'decay',
      ramp: readSeconds(spec.decay.rampSeconds),
      plateau: readSeconds(spec.decay.plateauSeconds),
      decay: readSeconds(spec.decay.decaySeconds),
    };
  if (spec?.points === undefined) return { kind: 'box' };
  return {
    kind: 'points',
    points: spec.points.map(({ afterSeconds, share }) => ({ offset: readSeconds(afterSeconds), share })),
  };
}

export function writeDemand(demand: Demand): DemandSpec {
  switch (demand.kind) {
    case 'replicas':
      return { replicas: demand.replicas };
    case 'multiplier':
      return { multiplier: demand.multiplier, ...curvePart(demand.curve) };
    case 'rps':
      return { rps: demand.rps, ...curvePart(demand.curve) };
    case 'audience': {
      const { recipients, openRate, requestsPerOpen, curve } = demand;
      return { audience: { recipients, openRate, requestsPerOpen }, ...curvePart(curve) };
    }
  }
}

function curvePart(curve: ArrivalCurve): { readonly curve?: CurveSpec } {
  switch (curve.kind) {
    case 'box':
      return {};
    case 'decay': {
      const [rampSeconds, plateauSeconds, decaySeconds] = [curve.ramp, curve.plateau, curve.decay].map(
        toSeconds,
      ) as [number, number, number];
      return { curve: { decay: { rampSeconds, plateauSeconds, decaySeconds } } };
    }
    case 'points':
      return {
        curve: {
          points: curve.points.map(({ offset, share }) => ({ afterSeconds: toSeconds(offset), share })),
        },
      };
  }
}
