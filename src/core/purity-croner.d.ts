/** Asked without a start, croner reads the clock: core always says from where to look. */
import 'croner';

declare module 'croner' {
  interface Cron {
    nextRun(): NotInCore;
    msToNext(): NotInCore;
  }
}
