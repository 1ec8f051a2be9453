/** What EventBridge puts around every event, the same for all detail types. What AWS adds to it of its own is passed over. */
import * as z from 'zod';
import { choice, instant, list, saying, text } from '../../core/schema/fields.ts';

/** The source of news that Forescale sends itself. */
const OWN_SOURCE = 'forescale';

const sourceLike = saying(`a source of your own: not ${OWN_SOURCE}, and none that begins with aws.`);

/** Nobody can put events with a source of AWS on a bus but AWS. */
export const ownSource = z
  .string(sourceLike)
  .regex(/^(?!aws\.)(?!forescale$)./, sourceLike)
  .describe('Who sends it.');

export const cloudWatchSource = choice(['aws.cloudwatch']).describe('CloudWatch alone.');

export const envelopeFields = {
  version: text('the version of the envelope, such as 0').optional().describe('Of the envelope: 0.'),
  id: text('the id of the envelope').describe(
    'Of the envelope, given by the bus; the event has an id of its own.',
  ),
  account: text('the number of an AWS account').describe('AWS account that it comes from.'),
  time: instant.describe('When it was put on the bus, in RFC 3339.'),
  region: text('an AWS region').describe('Where it was put on the bus.'),
  resources: list(z.string(saying('an ARN')), 'a list of ARNs')
    .default([])
    .describe('What it is about, by ARN.'),
};
