/** The rules of a role in the manifests, as the adapter lists its rights. */
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { linesOf, type Right } from '../../src/adapters/kubernetes/access.ts';

interface Role {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly rules?: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
  }[];
}

export function rightsGrantedBy(file: string, kind: string, name: string): readonly string[] {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const documents = parseAllDocuments(text).map((document) => document.toJS() as Role);
  const role = documents.find((one) => one.kind === kind && one.metadata.name === name);
  const granted = (role?.rules ?? []).flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.map((group) => ({ group, resources, verbs }) as Right),
  );
  return linesOf(granted);
}
