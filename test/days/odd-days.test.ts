/** Simulated days with faults, each checked against every invariant: the odd seeds. */
import { testDays } from './support/test-days.ts';

testDays(1, 2);
