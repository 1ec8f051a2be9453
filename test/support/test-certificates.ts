/** Certificates of an hour, made by openssl when a test asks: an authority, a server on loopback, clients. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Pair {
  readonly cert: string;
  readonly key: string;
}

export interface TestCertificates {
  readonly ca: string;
  readonly server: Pair;
  /** Signed by the authority, by common name. */
  client(name: string): Pair;
  remove(): void;
}

export function makeTestCertificates(): TestCertificates {
  const folder = mkdtempSync(join(tmpdir(), 'forescale-certificates-'));
  const at = (name: string): string => join(folder, name);
  const pairOf = (name: string): Pair => ({
    cert: readFileSync(at(`${name}.crt`), 'utf8'),
    key: readFileSync(at(`${name}.key`), 'utf8'),
  });
  const newKey = (name: string) => [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    at(`${name}.key`),
  ];
  const make = (name: string, extensions: string): Pair => {
    writeFileSync(at(`${name}.ext`), extensions);
    openssl('req', ...newKey(name), '-subj', `/CN=${name}`, '-out', at(`${name}.csr`));
    openssl(
      ...['x509', '-req', '-in', at(`${name}.csr`), '-CA', at('ca.crt'), '-CAkey', at('ca.key')],
      ...['-CAcreateserial', '-days', '1', '-extfile', at(`${name}.ext`), '-out', at(`${name}.crt`)],
    );
    return pairOf(name);
  };
  openssl(
    'req',
    '-x509',
    ...newKey('ca'),
    '-subj',
    '/CN=forescale test authority',
    '-days',
    '1',
    '-out',
    at('ca.crt'),
  );
  return {
    ca: pairOf('ca').cert,
    server: make('server', 'subjectAltName=IP:127.0.0.1,DNS:localhost'),
    client: (name) => make(name, 'extendedKeyUsage=clientAuth'),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function openssl(...words: readonly string[]): void {
  try {
    execFileSync('openssl', words, { stdio: 'pipe' });
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new Error(
      missing ? 'these tests need the program openssl on the PATH' : `openssl ${words[0]} failed`,
      {
        cause,
      },
    );
  }
}
