/**
 * Node's http and https by `require`, as esbuild would have it in CommonJS. An ES module that imports them has every export of
 * theirs read, and one of those loads undici: a tenth of the start of a function, for a WebSocket that nobody opens.
 */
import type { Plugin } from 'esbuild';

const NAMESPACE = 'required';

export const requiredModules: Plugin = {
  name: 'required-modules',
  setup(build) {
    build.onResolve({ filter: /^(node:)?https?$/ }, ({ path }) => ({
      path: path.replace(/^(node:)?/, 'node:'),
      namespace: NAMESPACE,
    }));
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
      loader: 'js',
    }));
  },
};
