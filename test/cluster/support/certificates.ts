/** Certificates of one cluster, signed by openssl: authorities of its own, and pairs for its parts and users. */
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

export interface Subject {
  /** Kubernetes' user name. */
  readonly name: string;
  /** Kubernetes' groups. */
  readonly groups?: readonly string[];
}

const run = promisify(execFile);
const DAYS = '2';
/** In place of the machine's own, whose defaults differ. */
const CONFIG = '[req]\ndistinguished_name = dn\n[dn]\n';
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

export async function makeAuthority(folder: string, name: string): Promise<KeyPair> {
  return request(folder, name, { name }, [
    'basicConstraints=critical,CA:TRUE',
    'keyUsage=critical,keyCertSign,digitalSignature',
    'subjectKeyIdentifier=hash',
  ]);
}

/** A pair that serves on loopback and proves the subject to a server that trusts the authority. */
export async function issuePair(
  folder: string,
  file: string,
  subject: Subject,
  authority: KeyPair,
): Promise<KeyPair> {
  const extensions = [
    'basicConstraints=critical,CA:FALSE',
    'extendedKeyUsage=serverAuth,clientAuth',
    'subjectAltName=DNS:localhost,DNS:kubernetes.default.svc,IP:127.0.0.1,IP:10.0.0.1',
  ];
  const signer = ['-CA', authority.certificate, '-CAkey', authority.key];
  return request(folder, file, subject, extensions, signer);
}

/** The pair that signs and proves the tokens of service accounts; no certificate. */
export function makeSigningKey(folder: string): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const files = { privateKey: join(folder, 'tokens.key'), publicKey: join(folder, 'tokens.pub') };
  writeFileSync(files.privateKey, privateKey.export({ type: 'sec1', format: 'pem' }), { mode: 0o600 });
  writeFileSync(files.publicKey, publicKey.export({ type: 'spki', format: 'pem' }));
  return files;
}

async function request(
  folder: string,
  file: string,
  subject: Subject,
  extensions: readonly string[],
  signer: readonly string[] = [],
): Promise<KeyPair> {
  const config = join(folder, 'openssl.cnf');
  writeFileSync(config, CONFIG);
  const pair = { certificate: join(folder, `${file}.crt`), key: join(folder, `${file}.key`) };
  const output = ['-keyout', pair.key, '-out', pair.certificate];
  const added = extensions.flatMap((extension) => ['-addext', extension]);
  const who = ['-subj', distinguishedName(subject), '-days', DAYS];
  await run('openssl', ['req', '-x509', '-config', config, ...KEY, ...signer, ...who, ...added, ...output]);
  return pair;
}

/** As openssl's `-subj` wants it: organizations are groups. */
export function distinguishedName({ name, groups = [] }: Subject): string {
  const escape = (text: string) => text.replaceAll(/[\\/+]/g, String.raw`\$&`);
  return [...groups.map((group) => `/O=${escape(group)}`), `/CN=${escape(name)}`].join('');
}
