import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ProcessCredentials } from '../../../src/adapters/aws/process-credentials.ts';

const GIVEN = { AWS_ACCESS_KEY_ID: 'ASIAONE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'session' };
const sourceOn = (env: Record<string, string | undefined>) =>
  new ProcessCredentials({ env, region: 'eu-west-1' });

describe('credentials in the environment', () => {
  test('are read each time: they rotate', async () => {
    const env: Record<string, string | undefined> = { ...GIVEN };
    const source = sourceOn(env);
    expect(await source.current()).toEqual({
      accessKeyId: 'ASIAONE',
      secretAccessKey: 'secret',
      sessionToken: 'session',
    });
    env['AWS_ACCESS_KEY_ID'] = 'ASIATWO';
    expect((await source.current()).accessKeyId).toBe('ASIATWO');
  });

  test('of a user have no session, and may say when they end', async () => {
    const env = { ...GIVEN, AWS_SESSION_TOKEN: '', AWS_CREDENTIAL_EXPIRATION: '2026-11-26T13:00:00Z' };
    expect(await sourceOn(env).current()).toEqual({
      accessKeyId: 'ASIAONE',
      secretAccessKey: 'secret',
      expiration: new Date('2026-11-26T13:00:00Z'),
    });
  });
});

/** The SDK reads the environment of the process itself. */
function aMachine(credentials: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'forescale-'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'credentials');
  writeFileSync(file, credentials);
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
  vi.stubEnv('AWS_PROFILE', undefined);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
}

describe('where the environment has none', () => {
  test('they come from where the SDK looks', async () => {
    aMachine('[default]\naws_access_key_id = AKIAFILE\naws_secret_access_key = of-the-file\n');
    expect(await sourceOn({}).current()).toMatchObject({
      accessKeyId: 'AKIAFILE',
      secretAccessKey: 'of-the-file',
    });
  });

  test('and none are to be found: a fault that is tried again', async () => {
    aMachine('');
    await expect(sourceOn({}).current()).rejects.toMatchObject({
      name: 'Unauthorized',
      message: expect.stringContaining('credentials of this process: CredentialsProviderError') as string,
    });
  });
});
