/** Simulated days without a controller: functions take the events in and reconcile, every law holds all the same. */
import { testFunctionDays } from './support/test-days.ts';

testFunctionDays();
