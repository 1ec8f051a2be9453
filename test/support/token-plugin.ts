/** A credential plugin: gives the token in the file named first, valid as the second argument says, and notes each run. */
import { appendFileSync, readFileSync } from 'node:fs';

const [file = '', expirationTimestamp] = process.argv.slice(2);
const { apiVersion } = JSON.parse(process.env['KUBERNETES_EXEC_INFO'] ?? '{}') as {
  readonly apiVersion?: string;
};
appendFileSync(`${file}.runs`, `${apiVersion}\n`);
const token = readFileSync(file, 'utf8').trim();
if (token === 'fail') {
  process.stderr.write('log in first\n');
  process.exitCode = 1;
} else if (token === 'hang') {
  // Ends with the one who started it.
  process.stdin.resume();
} else {
  const status = { token, expirationTimestamp };
  process.stdout.write(JSON.stringify({ apiVersion, kind: 'ExecCredential', status }));
}
