#!/usr/bin/env node
/** The `forescale` command: src/main/cli.ts under a Node that runs it as it is. */
import { locateFile, runPrepared } from './bootstrap.mjs';

await runPrepared({ withDev: false }, () => [locateFile('src/main/cli.ts'), ...process.argv.slice(2)]);
