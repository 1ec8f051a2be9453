/** `npm run moto`: puts moto's server into the user's cache, once. */
import { ensureMoto } from './moto/venv.ts';

try {
  console.log(`all in place: ${await ensureMoto()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
