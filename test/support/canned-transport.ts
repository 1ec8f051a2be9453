/** A transport that gives what it was made with: for what no scripted server would answer. */
import type { KubeRequest, Transport } from '../../src/adapters/kubernetes/transport.ts';

export class CannedTransport implements Transport {
  readonly asked: KubeRequest[] = [];
  readonly #answers: unknown[];

  /** Answers of `send` one by one; all of them as the frames of a `stream`. */
  constructor(...answers: readonly unknown[]) {
    this.#answers = [...answers];
  }

  send<T>(request: KubeRequest): Promise<T> {
    this.asked.push(request);
    return Promise.resolve(this.#answers.shift() as T);
  }

  async *stream(request: KubeRequest): AsyncGenerator<unknown, void> {
    this.asked.push(request);
    yield* this.#answers;
  }

  close(): void {}
}
