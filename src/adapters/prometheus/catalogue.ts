/**
 * Every metric by name, kind, labels and meaning; the table of the documentation is made of it. Durations are seconds.
 * `workqueue_*` and `rest_client_*` are the names that Kubernetes' own controllers use, so that their dashboards fit.
 */

export interface MetricSpec {
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
  readonly buckets?: readonly number[];
}

const SHORT = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const LONG = [1, 2.5, 5, 10, 15, 30, 60, 120, 300, 600, 1800];

export const CATALOGUE = {
  reconciles: {
    name: 'forescale_reconcile_total',
    kind: 'counter',
    help: 'Passes by result: success, or what kind of fault ended one.',
    labels: ['controller', 'result'],
  },
  reconcileSeconds: {
    name: 'forescale_reconcile_duration_seconds',
    kind: 'histogram',
    help: 'How long a pass took.',
    labels: ['controller'],
    buckets: SHORT,
  },
  depth: {
    name: 'workqueue_depth',
    kind: 'gauge',
    help: 'Keys that wait for a pass.',
    labels: ['name'],
  },
  adds: {
    name: 'workqueue_adds_total',
    kind: 'counter',
    help: 'Keys that began to wait for a pass.',
    labels: ['name'],
  },
  queueSeconds: {
    name: 'workqueue_queue_duration_seconds',
    kind: 'histogram',
    help: 'How long a key waited for its pass, from the moment it was due.',
    labels: ['name'],
    buckets: SHORT,
  },
  retries: {
    name: 'workqueue_retries_total',
    kind: 'counter',
    help: 'Keys that come back because of a fault.',
    labels: ['name'],
  },
  longestRun: {
    name: 'workqueue_longest_running_processor_seconds',
    kind: 'gauge',
    help: 'How long the longest pass under way has been running.',
    labels: ['name'],
  },
  requests: {
    name: 'rest_client_requests_total',
    kind: 'counter',
    help: 'Requests to the API server by status code and method; <error> = no answer came.',
    labels: ['code', 'method'],
  },
  requestSeconds: {
    name: 'rest_client_request_duration_seconds',
    kind: 'histogram',
    help: 'How long the API server took to answer.',
    labels: ['verb'],
    buckets: SHORT,
  },
  leader: {
    name: 'forescale_leader',
    kind: 'gauge',
    help: '1 while this replica leads, else 0.',
    labels: [],
  },
  surges: {
    name: 'forescale_surges',
    kind: 'gauge',
    help: 'Surges in the store by phase; the leader alone counts them.',
    labels: ['phase'],
  },
  raisedTargets: {
    name: 'forescale_raised_targets',
    kind: 'gauge',
    help: 'Targets that stand raised.',
    labels: [],
  },
  unlistedTargets: {
    name: 'forescale_unlisted_targets',
    kind: 'gauge',
    help: 'Raised targets that have no series of their own because too many are raised at once.',
    labels: [],
  },
  floor: {
    name: 'forescale_target_floor_replicas',
    kind: 'gauge',
    help: 'Floor that stands on a target. There only while it is raised.',
    labels: ['kind', 'namespace', 'name'],
  },
  baseline: {
    name: 'forescale_target_baseline_replicas',
    kind: 'gauge',
    help: 'Floor that the owner of a raised target wants. There only while it is raised.',
    labels: ['kind', 'namespace', 'name'],
  },
  ready: {
    name: 'forescale_target_ready_replicas',
    kind: 'gauge',
    help: 'Ready pods of a raised target when it was last looked at. There only while it is raised.',
    labels: ['kind', 'namespace', 'name'],
  },
  raiseLateness: {
    name: 'forescale_raise_lateness_seconds',
    kind: 'histogram',
    help: 'How long after it was due the floor of a surge stood on a target; from when the surge was made, if that was later.',
    labels: [],
    buckets: LONG,
  },
  warmUp: {
    name: 'forescale_warm_up_seconds',
    kind: 'histogram',
    help: 'From the raised floor to a warm target: the lead time as it really was.',
    labels: [],
    buckets: LONG,
  },
} as const satisfies Readonly<Record<string, MetricSpec>>;
