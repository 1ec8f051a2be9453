/** What must be true of the entries of a kubeconfig that are used; each complaint names where, the field and the value. */
import type { Cluster, User } from '@kubernetes/client-node';
import { Misconfigured } from '../../ports/faults.ts';

export function expectOneOf<T extends { readonly name: string }>(
  entries: readonly T[],
  name: string | undefined,
  field: string,
): T {
  const found = entries.find((entry) => entry.name === name);
  if (found !== undefined) return found;
  const names = entries.map((entry) => entry.name).join(', ');
  const got = name === undefined ? 'got nothing' : `got "${name}"`;
  throw new Misconfigured(
    `${field}: expected ${names === '' ? 'a name, but there is none' : `one of ${names}`}, ${got}`,
  );
}

export function checkCluster({ name, server, caData }: Cluster, origin: string): URL {
  const at = `${origin}: cluster "${name}"`;
  checkPem(caData, `${at}: certificate-authority-data`);
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new Misconfigured(`${at}: server: expected an http or https URL, got "${server}"`);
}

export function checkUser({ name, certData, keyData, certFile, keyFile, exec }: User, origin: string): void {
  const at = `${origin}: user "${name}"`;
  checkPem(certData, `${at}: client-certificate-data`);
  checkPem(keyData, `${at}: client-key-data`);
  const [hasCert, hasKey] = [isSaid(certData) || isSaid(certFile), isSaid(keyData) || isSaid(keyFile)];
  if (hasCert !== hasKey)
    throw new Misconfigured(
      `${at}: ${hasCert ? 'client-key' : 'client-certificate'}: expected one beside the other, got nothing`,
    );
  const { command } = (exec ?? { command: 'none' }) as { readonly command?: unknown };
  if (typeof command !== 'string' || command === '')
    throw new Misconfigured(`${at}: exec.command: expected a program, got ${JSON.stringify(command)}`);
}

/** The values themselves may be secret. */
function checkPem(data: string | undefined, field: string): void {
  if (isSaid(data) && !Buffer.from(data, 'base64').includes('-----BEGIN'))
    throw new Misconfigured(
      `${field}: expected a PEM document in base64, got ${data.length} other characters`,
    );
}

const isSaid = (text: string | null | undefined): text is string => typeof text === 'string' && text !== '';
