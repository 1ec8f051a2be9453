/** What KWOK plays: nodes that boot, pods that become Ready, run to their end or go away, each after a delay. Pure. */

/** Uniform between two lengths, both included. */
export interface Delay {
  readonly leastMillis: number;
  readonly mostMillis: number;
}

export interface Pace {
  /** From the making of a Node to Ready. */
  readonly nodeBoot: Delay;
  /** From a pod's binding to Ready. */
  readonly podReady: Delay;
  /** From a pod's deletion to its end; its own grace is not waited for. */
  readonly podStop: Delay;
  /** From Ready to success, for pods of a Job. */
  readonly jobRun: Delay;
}

export const exactly = (millis: number): Delay => ({ leastMillis: millis, mostMillis: millis });

export const QUICK: Pace = {
  nodeBoot: exactly(0),
  podReady: exactly(500),
  podStop: exactly(100),
  jobRun: exactly(1_000),
};

const NOT_READY = {
  key: '.status.conditions.[] | select( .type == "Ready" ) | .status',
  operator: 'NotIn',
  values: ['True'],
};
const SAYS_NOT_READY = { ...NOT_READY, operator: 'In', values: ['False', 'Unknown'] };
const SAYS_NOTHING = { key: NOT_READY.key, operator: 'DoesNotExist' };
const ALIVE = { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' };
const OF_A_JOB = { key: '.metadata.ownerReferences.[].kind', operator: 'In', values: ['Job'] };
const inPhase = (phase: string) => ({ key: '.status.phase', operator: 'In', values: [phase] });

/** Stage objects, as KWOK's configuration file takes them. */
export function buildStages({ nodeBoot, podReady, podStop, jobRun }: Pace): readonly object[] {
  return [
    // Who makes nodes without the condition (Karpenter) would have pods on them before they have booted.
    aStage('node-booting', 'Node', [SAYS_NOTHING], sinceSeen(exactly(0)), { statusTemplate: NODE_BOOTING }),
    aStage('node-ready', 'Node', [SAYS_NOT_READY], sinceCreation(nodeBoot), { statusTemplate: NODE_READY }),
    aStage('pod-ready', 'Pod', [ALIVE, inPhase('Pending'), NOT_READY], sinceSeen(podReady), {
      statusTemplate: POD_READY,
    }),
    aStage('job-done', 'Pod', [ALIVE, inPhase('Running'), OF_A_JOB], sinceSeen(jobRun), {
      statusTemplate: POD_SUCCEEDED,
    }),
    aStage('pod-gone', 'Pod', [{ ...ALIVE, operator: 'Exists' }], sinceSeen(podStop), { delete: true }),
  ];
}

function aStage(
  name: string,
  kind: string,
  matchExpressions: readonly object[],
  delay: object,
  next: object,
) {
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name },
    spec: { resourceRef: { apiGroup: 'v1', kind }, selector: { matchExpressions }, delay, next },
  };
}

const sinceSeen = ({ leastMillis, mostMillis }: Delay) => ({
  durationMilliseconds: leastMillis,
  jitterDurationMilliseconds: mostMillis,
});

/**
 * KWOK starts a delay again whenever the object changes, and controllers touch a booting node often: counted from the
 * creation, in whole seconds, the boot never takes longer than it should.
 */
function sinceCreation({ leastMillis, mostMillis }: Delay): object {
  const at = (millis: number) => ({
    jq: { expression: `.metadata.creationTimestamp | fromdate + ${Math.round(millis / 1_000)} | todate` },
  });
  return { durationMilliseconds: 0, durationFrom: at(leastMillis), jitterDurationFrom: at(mostMillis) };
}

const NODE_BOOTING = `
conditions:
- type: Ready
  status: "False"
  reason: Booting
  message: the machine starts
  lastHeartbeatTime: {{ Now | Quote }}
  lastTransitionTime: {{ Now | Quote }}
`;

const NODE_READY = `
{{ $now := Now }}
conditions:
{{ range NodeConditions }}
- type: {{ .type | Quote }}
  status: {{ .status | Quote }}
  reason: {{ .reason | Quote }}
  message: {{ .message | Quote }}
  lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $now | Quote }}
{{ end }}
phase: Running
`;

const POD_READY = `
{{ $now := Now }}
phase: Running
startTime: {{ .metadata.creationTimestamp | Quote }}
conditions:
{{ range (list "Initialized" "ContainersReady" "Ready") }}
- type: {{ . }}
  status: "True"
  lastTransitionTime: {{ $now | Quote }}
{{ end }}
{{ range .spec.readinessGates }}
- type: {{ .conditionType | Quote }}
  status: "True"
  lastTransitionTime: {{ $now | Quote }}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: true
  started: true
  restartCount: 0
  state:
    running:
      startedAt: {{ $now | Quote }}
{{ end }}
{{ with PodIPsWith .spec.nodeName (or .spec.hostNetwork false) (or .metadata.uid "") (or .metadata.name "") (or .metadata.namespace "") }}
podIP: {{ index . 0 | Quote }}
podIPs:
{{ range . }}
- ip: {{ . | Quote }}
{{ end }}
{{ end }}
`;

const POD_SUCCEEDED = `
{{ $now := Now }}
phase: Succeeded
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: false
  started: false
  restartCount: 0
  state:
    terminated:
      exitCode: 0
      reason: Completed
      startedAt: {{ $now | Quote }}
      finishedAt: {{ $now | Quote }}
{{ end }}
`;
