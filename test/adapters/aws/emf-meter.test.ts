import { describe, expect, it } from 'vitest';
import { EMF_CATALOGUE, emfMeter } from '../../../src/adapters/aws/emf-meter.ts';
import { seconds } from '../../../src/core/model/time.ts';
import { captureOutput } from '../../support/a-lambda.ts';

describe('what is measured', () => {
  it('is one line that CloudWatch reads metrics from, by function', () => {
    const output = captureOutput();
    const meter = emfMeter('push-event');

    meter.settled('stored');
    meter.settled('stored');
    meter.settled('refused');
    meter.deadLetter();
    meter.raised(seconds(3));
    meter.flush();

    expect(output()).toEqual([
      {
        _aws: {
          Timestamp: expect.any(Number),
          CloudWatchMetrics: [
            {
              Namespace: 'Forescale',
              Dimensions: [['service', 'function']],
              Metrics: [
                { Name: 'EventsStored', Unit: 'Count' },
                { Name: 'EventsRefused', Unit: 'Count' },
                { Name: 'DeadLetters', Unit: 'Count' },
                { Name: 'RaiseLateness', Unit: 'Seconds' },
              ],
            },
          ],
        },
        service: 'forescale',
        function: 'push-event',
        EventsStored: [1, 1],
        EventsRefused: 1,
        DeadLetters: 1,
        RaiseLateness: 3,
      },
    ]);
  });

  it('is of one invocation: nothing comes twice, and nothing is written where nothing happened', () => {
    const output = captureOutput();
    const meter = emfMeter('tick');

    meter.flush();
    meter.clusterFailed();
    meter.flush();
    meter.flush();

    expect(output().map((line) => line['ClustersFailed'])).toEqual([1]);
  });

  it('loses no value of a push that raises a thousand targets', () => {
    const output = captureOutput();
    const meter = emfMeter('tick');

    for (let count = 0; count < 1_000; count += 1) meter.raised(seconds(count));
    meter.flush();

    const values = output().flatMap((line) => line['RaiseLateness']);
    expect(values.toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 1_000 }, (_, count) => count),
    );
  });

  it('has a name and a meaning of its own', () => {
    const metrics = Object.values(EMF_CATALOGUE);

    expect(new Set(metrics.map(({ name }) => name)).size).toBe(metrics.length);
  });
});
