/** How a function becomes a bundle: one file, and beside it what is loaded late. The baseline of `npm run bench -- functions` is made in the same way. */
import type { BuildOptions } from 'esbuild';
import { requiredModules } from './required-modules.ts';

/** Some packages are CommonJS still, and ask for `require`. */
const REQUIRE =
  "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);";

export const BUNDLING = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // What is loaded late is not compiled before either: a quarter of a start.
  splitting: true,
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  // The names of parts come from paths: from those in the checkout, wherever it keeps its packages.
  preserveSymlinks: true,
  // Faults say their names as texts. To keep those of functions would be a seventh of a start.
  minify: true,
  legalComments: 'none',
  metafile: true,
  banner: { js: REQUIRE },
  plugins: [requiredModules],
  alias: { '@aws-sdk/credential-provider-node': './scripts/package/environment-credentials.ts' },
  // Half of all bytes, and asked for in one mode alone: the runtime has it.
  external: ['@aws-sdk/client-ec2'],
} satisfies BuildOptions;
