import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson, readLines, readText } from '../../../src/adapters/kubernetes/answer-body.ts';
import { Oversized, Unavailable } from '../../../src/ports/faults.ts';

/** An answer that comes in these pieces. */
function inPieces(pieces: readonly Uint8Array[]): IncomingMessage {
  const stream = new PassThrough();
  for (const piece of pieces) if (piece.byteLength > 0) stream.write(piece);
  return stream.end() as unknown as IncomingMessage;
}

function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const edges = [0, ...at.map((edge) => edge % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const arbCuts = fc.array(fc.nat(), { maxLength: 12 });

async function collect(answer: IncomingMessage, maxBytes = 10_000): Promise<unknown[]> {
  const frames: unknown[] = [];
  for await (const frame of readLines(answer, 'GET /x', maxBytes)) frames.push(frame);
  return frames;
}

describe('lines', () => {
  test('are the same however the bytes are cut, within a character too', async () => {
    const arbFrames = fc.array(fc.record({ type: fc.string({ unit: 'binary' }), count: fc.integer() }));
    await fc.assert(
      fc.asyncProperty(arbFrames, arbCuts, async (frames, cuts) => {
        const bytes = encode(frames.map((frame) => `${JSON.stringify(frame)}\n`).join(''));
        expect(await collect(inPieces(cut(bytes, cuts)))).toEqual(frames);
      }),
    );
  });

  test('that are empty are passed over', async () => {
    expect(await collect(inPieces([encode('\n{"a":1}\r\n\n')]))).toEqual([{ a: 1 }]);
  });

  test('that end early, or are no JSON, are a fault after those before them', async () => {
    for (const torn of ['{"a":', '{"a":\n', 'oops\n{"b":1}\n']) {
      const seen: unknown[] = [];
      const reading = (async () => {
        for await (const frame of readLines(inPieces([encode(`{"a":1}\n${torn}`)]), 'GET /x', 100))
          seen.push(frame);
      })();
      await expect(reading).rejects.toThrow(Unavailable);
      expect(seen).toEqual([{ a: 1 }]);
    }
  });

  test('longer than the limit are not gathered', async () => {
    await expect(collect(inPieces([encode('x'.repeat(60)), encode('x'.repeat(60))]), 100)).rejects.toThrow(
      Oversized,
    );
  });

  test('together may be longer than the limit', async () => {
    const line = encode('{"a":"0123456789"}\n');
    expect((await collect(inPieces(Array.from({ length: 20 }, () => line)), 30)).length).toBe(20);
  });
});

describe('a text', () => {
  test('is whole however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), arbCuts, async (text, cuts) => {
        const bytes = encode(text);
        expect(await readText(inPieces(cut(bytes, cuts)), 'GET /x', 10_000)).toBe(
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
        );
      }),
    );
  });

  test('that ends early is a fault', async () => {
    const answer = new PassThrough();
    const reading = readText(answer as unknown as IncomingMessage, 'GET /x', 100);
    answer.write('half of');
    answer.destroy();
    await expect(reading).rejects.toThrow('GET /x: the answer ended early');
  });

  test('longer than the limit is a fault', async () => {
    const reading = readText(inPieces([encode('x'.repeat(60)), encode('x'.repeat(60))]), 'GET /x', 100);
    await expect(reading).rejects.toThrow('GET /x: an answer is larger than 100 bytes');
  });
});

test('what is no JSON says which request it was an answer to', () => {
  expect(() => parseJson('<html>', 'GET /x')).toThrow('GET /x: the answer is not JSON');
});
