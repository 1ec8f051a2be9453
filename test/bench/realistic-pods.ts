/** Pods as a cluster has them: a hundred Deployments, probes, variables, volumes, and who wrote which field. */

const DEPLOYMENTS = 100;
const NODES = 200;

export function realisticPods(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => realisticPod(index));
}

function realisticPod(index: number): object {
  const app = `app-${index % DEPLOYMENTS}`;
  const hash = (0x5f00_0000 + (index % DEPLOYMENTS)).toString(36);
  const name = `${app}-${hash}-${(0x10_0000 + index * 7).toString(36)}`;
  const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
  return {
    metadata: {
      name,
      generateName: `${app}-${hash}-`,
      namespace: `team-${index % 20}`,
      uid: uidOf(index),
      resourceVersion: String(1_000_000 + index),
      creationTimestamp: '2026-11-22T11:00:00Z',
      labels: {
        app,
        'app.kubernetes.io/name': app,
        'app.kubernetes.io/part-of': 'news',
        'pod-template-hash': hash,
      },
      annotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '9090',
        'checksum/config': 'd'.repeat(64),
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `${app}-${hash}`,
          uid: uidOf(index % DEPLOYMENTS),
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
      managedFields: [ownedByController(), ownedByKubelet(address)],
    },
    spec: specOf(app, index),
    status: statusOf(app, address),
  };
}

const uidOf = (index: number): string => `0b7c9c0e-5a3d-4d0c-9d5f-${index.toString(16).padStart(12, '0')}`;

function specOf(app: string, index: number): object {
  const variables = Array.from({ length: 12 }, (_, number) => ({
    name: `SETTING_${number}`,
    value: `value of setting ${number} of ${app}`,
  }));
  const probe = {
    httpGet: { path: '/healthz', port: 8080, scheme: 'HTTP' },
    timeoutSeconds: 1,
    periodSeconds: 10,
  };
  const mounts = [{ name: 'kube-api-access', readOnly: true, mountPath: '/var/run/secrets/kubernetes.io' }];
  const container = (name: string, cpu: string) => ({
    name,
    image: `registry.example.com/${app}/${name}:1.${index % DEPLOYMENTS}.0`,
    env: variables,
    resources: { requests: { cpu, memory: '512Mi' }, limits: { cpu, memory: '512Mi' } },
    readinessProbe: probe,
    livenessProbe: probe,
    volumeMounts: mounts,
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
  });
  return {
    containers: [container('app', '500m'), container('proxy', '100m')],
    volumes: [
      { name: 'kube-api-access', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } },
    ],
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    serviceAccountName: app,
    nodeName: `ip-10-0-${index % NODES}-17.eu-central-1.compute.internal`,
    schedulerName: 'default-scheduler',
    priority: 0,
    tolerations: ['not-ready', 'unreachable'].map((key) => ({
      key: `node.kubernetes.io/${key}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    })),
  };
}

function statusOf(app: string, address: string): object {
  const at = '2026-11-22T11:00:30Z';
  const types = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'];
  return {
    phase: 'Running',
    conditions: types.map((type) => ({ type, status: 'True', lastProbeTime: null, lastTransitionTime: at })),
    hostIP: '10.0.0.17',
    podIP: address,
    podIPs: [{ ip: address }],
    startTime: at,
    containerStatuses: ['app', 'proxy'].map((name) => ({
      name,
      state: { running: { startedAt: at } },
      ready: true,
      restartCount: 0,
      image: `registry.example.com/${app}/${name}:1.0.0`,
      imageID: `registry.example.com/${app}/${name}@sha256:${'a'.repeat(64)}`,
      containerID: `containerd://${'b'.repeat(64)}`,
    })),
    qosClass: 'Guaranteed',
  };
}

const ownedByController = () => ({
  manager: 'kube-controller-manager',
  operation: 'Update',
  apiVersion: 'v1',
  time: '2026-11-22T11:00:00Z',
  fieldsType: 'FieldsV1',
  fieldsV1: {
    'f:metadata': {
      'f:labels': { 'f:app': {}, 'f:pod-template-hash': {} },
      'f:ownerReferences': { '.': {} },
    },
    'f:spec': {
      'f:containers': { 'k:{"name":"app"}': Object.fromEntries(FIELDS.map((field) => [`f:${field}`, {}])) },
      'f:restartPolicy': {},
      'f:schedulerName': {},
      'f:terminationGracePeriodSeconds': {},
    },
  },
});

const FIELDS = [
  '.',
  'env',
  'image',
  'imagePullPolicy',
  'livenessProbe',
  'name',
  'readinessProbe',
  'resources',
];

const ownedByKubelet = (address: string) => ({
  manager: 'kubelet',
  operation: 'Update',
  apiVersion: 'v1',
  time: '2026-11-22T11:00:30Z',
  fieldsType: 'FieldsV1',
  fieldsV1: {
    'f:status': {
      'f:conditions': { 'k:{"type":"Ready"}': { '.': {}, 'f:lastTransitionTime': {}, 'f:status': {} } },
      'f:containerStatuses': {},
      'f:phase': {},
      'f:podIPs': { '.': {}, [`k:{"ip":"${address}"}`]: { '.': {}, 'f:ip': {} } },
    },
  },
  subresource: 'status',
});
