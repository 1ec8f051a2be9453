/** Apps and alarms as the program uses them: lengths of time instead of seconds, frozen; the rest as a Surge says it. */
import { type Millis, seconds } from '../../core/model/time.ts';
import type { AlarmInput, AppInput } from './template-schema.ts';

export interface AppTemplate extends Omit<AppInput, 'durationSeconds'> {
  /** Of the load, when the event does not say. */
  readonly duration: Millis | undefined;
}

export interface AlarmTemplate {
  /** Name of its app. */
  readonly app: string;
  readonly demand: AlarmInput['demand'];
  /** From when the alarm was last seen to last. */
  readonly hold: Millis;
  /** From when it began: however long it lasts, it is not held longer. */
  readonly most: Millis;
}

export function settleApp({ durationSeconds, ...app }: AppInput): AppTemplate {
  const duration = durationSeconds === undefined ? undefined : seconds(durationSeconds);
  return Object.freeze({ ...app, duration });
}

export const settleAlarm = ({ app, demand, holdSeconds, maxSeconds }: AlarmInput): AlarmTemplate =>
  Object.freeze({ app, demand, hold: seconds(holdSeconds), most: seconds(maxSeconds) });
