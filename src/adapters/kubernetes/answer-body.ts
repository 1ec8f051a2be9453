/** The body of an answer: whole, or as the JSON lines of a watch. Neither grows without bounds. */
import type { IncomingMessage } from 'node:http';
import { Oversized, Unavailable } from '../../ports/faults.ts';

const NEWLINE = 0x0a;

/** By events, which cost less than an iterator: answers come by the thousand. */
export function readText(answer: IncomingMessage, what: string, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    answer.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > maxBytes) answer.destroy(tooLarge(what, 'an answer', maxBytes));
      else chunks.push(chunk);
    });
    answer.on('end', () => resolve(Buffer.concat(chunks, size).toString('utf8')));
    answer.on('error', reject);
    answer.on('close', () => reject(new Unavailable(`${what}: the answer ended early`)));
  });
}

/** Ends with the answer; throws Unavailable when that ends within a line or a line is no JSON. */
export async function* readLines(
  answer: IncomingMessage,
  what: string,
  maxBytes: number,
): AsyncGenerator<unknown, void> {
  let begun: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const line = Buffer.concat([...begun, chunk.subarray(start, end)]).toString('utf8');
      begun = [];
      size = 0;
      start = end + 1;
      if (line.trim() !== '') yield parseJson(line, what);
    }
    if (start < chunk.byteLength) begun.push(chunk.subarray(start));
    size += chunk.byteLength - start;
    if (size > maxBytes) throw tooLarge(what, 'a frame', maxBytes);
  }
  if (size > 0) throw new Unavailable(`${what}: the stream ended within a frame`);
}

export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Unavailable(`${what}: the answer is not JSON`, { cause });
  }
}

const tooLarge = (what: string, part: string, maxBytes: number): Oversized =>
  new Oversized(`${what}: ${part} is larger than ${maxBytes} bytes`);
