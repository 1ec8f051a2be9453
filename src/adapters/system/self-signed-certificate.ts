/** A certificate for the loopback address that signs itself, made anew for each server and kept nowhere. */
import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  bits,
  implicit,
  integer,
  objectId,
  octets,
  sequence,
  setOf,
  TRUE,
  tagged,
  text,
  time,
} from './der.ts';

export interface Certificate {
  /** PEM, both. */
  readonly certificate: string;
  readonly key: string;
}

const COMMON_NAME = '2.5.4.3';
const BASIC_CONSTRAINTS = '2.5.29.19';
const ALTERNATIVE_NAMES = '2.5.29.17';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

/** In a name's list of alternatives. */
const DNS_NAME = 2;
const IP_ADDRESS = 7;

const DAY_MILLIS = 86_400_000;
const VALID_DAYS = 365;

export function makeCertificate(now: number): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(objectId(ECDSA_WITH_SHA256));
  const name = sequence(setOf(sequence(objectId(COMMON_NAME), text('forescale dev'))));
  // A clock that is a little behind finds it valid too.
  const validity = sequence(time(new Date(now - DAY_MILLIS)), time(new Date(now + VALID_DAYS * DAY_MILLIS)));
  const content = sequence(
    tagged(0, integer(Buffer.of(2))),
    integer(randomBytes(16)),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions())),
  );
  const signature = createSign('SHA256').update(content).sign(privateKey);
  const pem = sequence(content, algorithm, bits(signature))
    .toString('base64')
    .replaceAll(/.{1,64}/g, '$&\n');
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${pem}-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

function extensions(): readonly Buffer[] {
  const names = sequence(
    implicit(DNS_NAME, Buffer.from('localhost')),
    implicit(IP_ADDRESS, Buffer.of(127, 0, 0, 1)),
  );
  return [
    sequence(objectId(BASIC_CONSTRAINTS), TRUE, octets(sequence(TRUE))),
    sequence(objectId(ALTERNATIVE_NAMES), octets(names)),
  ];
}
