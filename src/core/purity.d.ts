/**
 * Compiled with core alone: the clock and chance have types here that nothing accepts, so that reading
 * either is a compile error. `now` and every random choice come in as arguments.
 */
interface NotInCore {
  readonly coreReadsNoClockAndNoChance: never;
}

interface DateConstructor {
  new (): NotInCore;
  now(): NotInCore;
}

interface Math {
  random(): NotInCore;
}
