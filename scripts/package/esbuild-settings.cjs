/** For serverless-esbuild, which asks for a function. The folder stays for what the metafiles say of the bundles. */
const { BUNDLING } = require('./bundling.ts');

module.exports = () => ({
  ...BUNDLING,
  outputFileExtension: '.mjs',
  keepOutputDirectory: true,
  concurrency: 2,
  // What is external is installed into the package, what is excluded is not.
  external: [],
  exclude: BUNDLING.external,
});
