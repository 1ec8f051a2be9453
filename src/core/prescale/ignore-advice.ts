/**
 * How to keep a tool from setting the floor back, in its own terms. None of it takes the field out of anybody's file: an
 * HPA whose `minReplicas` is dropped falls to 1.
 */
import type { TargetKind, TargetRef } from '../model/target.ts';

/** A person can take as many by hand; the rest follows the same pattern. */
const SHOWN = 10;

export function adviseManager(manager: string | undefined, refs: readonly TargetRef[]): string {
  const shown = refs.slice(0, SHOWN);
  const more = refs.length - shown.length;
  const advice = adviceFor(manager ?? '')(shown);
  return more > 0 ? `${advice}\nand the same for ${more} more` : advice;
}

type Advice = (refs: readonly TargetRef[]) => string;

function adviceFor(manager: string): Advice {
  if (/argo-?cd/i.test(manager)) return argoCd;
  if (manager === 'helm-controller') return fluxHelm;
  if (manager === 'kustomize-controller' || /^flux/i.test(manager)) return fluxKustomize;
  if (/^(kubectl|helm)/i.test(manager)) return byHand;
  return others(manager);
}

interface KindFields {
  readonly group: string;
  readonly fields: readonly string[];
  /** For kubectl. */
  readonly resource: string;
}

const KINDS: Readonly<Record<TargetKind, KindFields>> = {
  HorizontalPodAutoscaler: {
    group: 'autoscaling',
    fields: ['minReplicas', 'maxReplicas'],
    resource: 'hpa',
  },
  ScaledObject: {
    group: 'keda.sh',
    fields: ['minReplicaCount', 'maxReplicaCount'],
    resource: 'scaledobject',
  },
  Deployment: { group: 'apps', fields: ['replicas'], resource: 'deployment' },
  StatefulSet: { group: 'apps', fields: ['replicas'], resource: 'statefulset' },
  Rollout: { group: 'argoproj.io', fields: ['replicas'], resource: 'rollout' },
};

/** By path: rules by manager (`managedFieldsManagers`) do not hold in every version of Argo CD. */
const argoCd: Advice = (refs) =>
  lines(
    'In the Argo CD Application:',
    'spec:',
    '  ignoreDifferences:',
    ...refs.flatMap(({ kind, namespace, name }) => [
      `    - group: ${KINDS[kind].group}`,
      `      kind: ${kind}`,
      `      name: ${name}`,
      `      namespace: ${namespace}`,
      '      jsonPointers:',
      ...KINDS[kind].fields.map((field) => `        - /spec/${field}`),
    ]),
    '  syncPolicy:',
    '    syncOptions:',
    '      - RespectIgnoreDifferences=true # or a sync still writes what is in Git',
  );

const fluxKustomize: Advice = (refs) =>
  lines(
    'In the Flux Kustomization (Flux of August 2026 or newer):',
    'spec:',
    '  ignore:',
    ...refs.flatMap((ref) => fluxRule('    ', ref)),
  );

const fluxHelm: Advice = (refs) =>
  lines(
    'In the Flux HelmRelease:',
    'spec:',
    '  driftDetection:',
    '    ignore:',
    ...refs.flatMap((ref) => fluxRule('      ', ref)),
  );

const fluxRule = (indent: string, { kind, namespace, name }: TargetRef): readonly string[] => [
  `${indent}- paths: [${KINDS[kind].fields.map((field) => `/spec/${field}`).join(', ')}]`,
  `${indent}  target:`,
  `${indent}    kind: ${kind}`,
  `${indent}    name: ${name}`,
  `${indent}    namespace: ${namespace}`,
];

const byHand: Advice = (refs) =>
  lines(
    'Somebody applies it by hand or from a pipeline. What they set stands; wait with that until the surge is over.',
    'Do not just delete the field from the file: applied like that it falls to its default. To leave it to Forescale for good,',
    'take it out of what was last applied first, then out of the file:',
    ...refs.map(
      ({ kind, namespace, name }) =>
        `  kubectl apply edit-last-applied ${KINDS[kind].resource}/${name} --namespace ${namespace}`,
    ),
  );

const others =
  (manager: string): Advice =>
  (refs) =>
    lines(
      `Let ${manager === '' ? 'whoever writes it' : manager} ignore these fields, without deleting them from its source:`,
      ...refs.map(
        ({ kind, namespace, name }) =>
          `  ${kind} ${namespace}/${name}: ${KINDS[kind].fields.map((field) => `spec.${field}`).join(', ')}`,
      ),
    );

const lines = (...all: readonly string[]): string => all.join('\n');
