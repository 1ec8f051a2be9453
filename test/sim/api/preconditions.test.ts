import { describe, expect, test } from 'vitest';
import { expectReplicas, expectUid, expectVersion } from '../../../src/sim/api/preconditions.ts';
import { anApi, BY_OWNER, deploymentDraft, refusal } from '../../support/an-api.ts';

const DEPLOYMENT = anApi().api.create('Deployment', deploymentDraft(), BY_OWNER);
const { uid, resourceVersion } = DEPLOYMENT.metadata;

describe('what was seen', () => {
  test.each([
    ['the version', () => expectVersion(DEPLOYMENT, resourceVersion)],
    ['the object', () => expectUid(DEPLOYMENT, uid)],
    ['the count', () => expectReplicas(DEPLOYMENT, 2)],
    [
      'nothing',
      () =>
        [expectVersion, expectUid, expectReplicas].map((expectation) => expectation(DEPLOYMENT, undefined)),
    ],
  ])('%s passes', (_name, expectation) => {
    expect(expectation).not.toThrow();
  });

  test.each([
    ['another version', () => expectVersion(DEPLOYMENT, '0'), 'the object has been modified'],
    ['another object', () => expectUid(DEPLOYMENT, 'uid-0'), 'UID in precondition: uid-0'],
    ['another count', () => expectReplicas(DEPLOYMENT, 3), 'spec.replicas is 2, expected 3'],
  ])('%s is a conflict', (_name, expectation, message) => {
    expect(expectation).toThrow(refusal(409, 'Conflict', message));
  });
});
