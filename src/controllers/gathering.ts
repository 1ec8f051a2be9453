/**
 * One answer for many who ask, never older than the question: a request serves everybody who asked before it was sent.
 * A thousand targets that each want the surges as they are after they were read cost a few lists instead of a thousand.
 */

/** `load` is never under way twice at once. */
export function gather<T>(load: () => Promise<T>): () => Promise<T> {
  let current: Promise<unknown> | undefined;
  let next: Promise<T> | undefined;

  function begin(): Promise<T> {
    next = undefined;
    const loading = load();
    const ended = loading.then(forget, forget);
    current = ended;
    return loading;

    function forget(): void {
      if (current === ended) current = undefined;
    }
  }

  return () => {
    if (next !== undefined) return next;
    if (current === undefined) return begin();
    next = current.then(begin);
    return next;
  };
}
