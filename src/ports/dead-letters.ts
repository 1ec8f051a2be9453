/** Messages that nobody could understand, kept for a person with the reason. */
export interface DeadLetter {
  /** As it came. */
  readonly body: string;
  /** One sentence: the field, what was expected, what was found. */
  readonly reason: string;
  /** Of the queue that it came from. */
  readonly messageId: string;
}

export interface DeadLetters {
  /** Resolves when it is kept; the message may be acknowledged only then. */
  put(letter: DeadLetter): Promise<void>;
}
