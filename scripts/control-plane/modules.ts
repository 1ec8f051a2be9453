/** What a control plane is made of: Go modules, each pinned by the go.mod and go.sum of its own folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PinnedModule {
  /** The folder under `modules`. A module of its own each: together they would choose each other's dependencies. */
  readonly name: string;
  readonly path: string;
  /** Package of each binary by the name that the binary gets. */
  readonly binaries: Readonly<Record<string, string>>;
  /** Folders of custom resource definitions inside the module; their texts are not kept in this repository. */
  readonly crds: readonly string[];
}

export const MODULES: readonly PinnedModule[] = [
  {
    name: 'etcd',
    path: 'go.etcd.io/etcd/server/v3',
    binaries: { etcd: 'go.etcd.io/etcd/server/v3' },
    crds: [],
  },
  {
    name: 'kubernetes',
    path: 'k8s.io/kubernetes',
    binaries: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
      'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
      kubectl: 'k8s.io/kubernetes/cmd/kubectl',
    },
    crds: [],
  },
  { name: 'kwok', path: 'sigs.k8s.io/kwok', binaries: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' }, crds: [] },
  {
    name: 'karpenter',
    path: 'sigs.k8s.io/karpenter',
    binaries: { karpenter: 'sigs.k8s.io/karpenter/kwok' },
    crds: ['pkg/apis/crds', 'kwok/apis/crds'],
  },
  { name: 'keda', path: 'github.com/kedacore/keda/v2', binaries: {}, crds: ['config/crd/bases'] },
];

export const BINARIES: readonly string[] = MODULES.flatMap(({ binaries }) => Object.keys(binaries));

const FOLDER = fileURLToPath(new URL('modules', import.meta.url));

export const moduleFolder = ({ name }: PinnedModule): string => join(FOLDER, name);

/** Text of every go.mod and go.sum by its path under `modules`. */
export function readPins(): Readonly<Record<string, string>> {
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => /go\.(mod|sum)$/.test(name)).toSorted();
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]));
}
