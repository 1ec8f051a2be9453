import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cacheRoot, nameVenv } from '../../../scripts/moto/venv.ts';

const REQUIREMENTS = readFileSync(new URL('../../../scripts/moto/requirements.txt', import.meta.url), 'utf8');

test('every package has one exact version', () => {
  const lines = REQUIREMENTS.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines.filter((line) => !/^[\w.-]+==[\w.]+$/.test(line))).toEqual([]);
  expect(lines).toContain('moto==5.2.5');
});

test('the folder is named after the version, and after all that goes in', () => {
  const name = nameVenv(REQUIREMENTS, 'Python 3.11.7');
  expect(name).toMatch(/^5\.2\.5-[0-9a-f]{12}$/);
  expect(nameVenv(REQUIREMENTS, 'Python 3.11.7')).toBe(name);
  expect(nameVenv(REQUIREMENTS, 'Python 3.12.1')).not.toBe(name);
  expect(nameVenv(`${REQUIREMENTS}more==1\n`, 'Python 3.11.7')).not.toBe(name);
});

test('the cache is where the user keeps such things', () => {
  expect(cacheRoot({ XDG_CACHE_HOME: '/caches' })).toBe('/caches/forescale/moto');
});
