/** Simulated days with faults, each checked against every invariant: the even seeds. */
import { testDays } from './support/test-days.ts';

testDays(0, 2);
