import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeCertificate } from '../../../src/adapters/system/self-signed-certificate.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

test('a certificate for the loopback address that signs itself', () => {
  const read = new X509Certificate(makeCertificate(NOW).certificate);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(read.checkHost('localhost')).toBe('localhost');
  expect(read.checkHost('example.com')).toBeUndefined();
  expect(read.ca).toBe(true);
  expect(read.subject).toBe('CN=forescale dev');
});

test('valid from yesterday for a year', () => {
  const read = new X509Certificate(makeCertificate(NOW).certificate);
  expect(new Date(read.validFrom).toISOString()).toBe('2026-11-21T12:00:00.000Z');
  expect(new Date(read.validTo).toISOString()).toBe('2027-11-22T12:00:00.000Z');
});

test('never the same twice', () => {
  const [one, other] = [makeCertificate(NOW), makeCertificate(NOW)].map(
    ({ certificate }) => new X509Certificate(certificate),
  );
  expect(one?.serialNumber).not.toBe(other?.serialNumber);
  expect(one?.fingerprint256).not.toBe(other?.fingerprint256);
});
