/**
 * Kills what a test process left running, however that process ended. Standard input carries `+PID` and `-PID` lines,
 * and its end is the end of the test process.
 */
import { createInterface } from 'node:readline';

const running = new Set<number>();

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) running.add(pid);
  else running.delete(pid);
}

for (const pid of running)
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
