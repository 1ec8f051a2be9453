/**
 * Compiled with core alone: the clock, chance and the machine's own time zone have types here that nothing accepts,
 * so that reading them is a compile error. `now` and every random choice come in as arguments.
 */
interface NotInCore {
  readonly coreReadsNoClockAndNoChance: never;
}

interface DateConstructor {
  new (): NotInCore;
  (): NotInCore;
  now(): NotInCore;
}

interface Date {
  getFullYear(): NotInCore;
  getMonth(): NotInCore;
  getDate(): NotInCore;
  getDay(): NotInCore;
  getHours(): NotInCore;
  getMinutes(): NotInCore;
  getTimezoneOffset(): NotInCore;
}

interface Math {
  random(): NotInCore;
}

declare namespace Intl {
  interface DateTimeFormat {
    format(): NotInCore;
    formatToParts(): NotInCore;
  }
}
