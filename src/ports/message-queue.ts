/** A queue as a person at a prompt works on it: look at a message, send it elsewhere, take it away or put it back. */

export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
  /** Of this delivery; what is done with the message asks for the newest. */
  readonly receipt: string;
  /** Why it was kept; undefined when the queue itself took it over after too many tries. */
  readonly reason: string | undefined;
  /** Of the queue that it was on before, where whoever kept it has said. */
  readonly sourceMessageId: string | undefined;
}

export interface MessageSource {
  /** Some of what is there, hidden from others for a while; none = nothing that is not hidden. */
  receive(): Promise<readonly QueuedMessage[]>;
  /** Gone afterwards, also when it was not there. */
  remove(message: QueuedMessage): Promise<void>;
  /** Shows it to others again, at once. */
  release(message: QueuedMessage): Promise<void>;
}

export interface MessageSink {
  /** Resolves to its new id when it has been taken. */
  send(body: string): Promise<string>;
}

export type MessageQueue = MessageSource & MessageSink;

export interface QueueChoice {
  readonly url: string;
  /** Undefined = as the URL, or the environment, says. */
  readonly region: string | undefined;
  /** Undefined = as the URL says. */
  readonly endpoint: string | undefined;
}

/** Nothing is asked of it before it is used. */
export type OpenQueue = (choice: QueueChoice) => MessageQueue;
