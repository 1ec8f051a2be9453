/** Who may import whom: the arrows of the architecture, as rules of dependency-cruiser. Imports point inwards. */

/** What each folder of src may import besides itself. */
export const ARROWS = {
  core: [],
  ports: ['core'],
  resources: ['core'],
  controllers: ['ports', 'core'],
  adapters: ['resources', 'ports', 'core'],
  sim: ['controllers', 'resources', 'ports', 'core'],
  config: ['sim', 'resources', 'ports', 'core'],
  api: ['sim', 'config', 'controllers', 'resources', 'ports', 'core'],
  cli: ['api', 'sim', 'config', 'controllers', 'resources', 'ports', 'core'],
  web: ['api', 'core'],
  main: ['adapters', 'api', 'cli', 'config', 'sim', 'controllers', 'resources', 'ports', 'core'],
};

/** Packages that a folder may import at all; folders not named here may import every declared one. */
const PACKAGES = {
  core: ['zod', 'croner'],
  // Of the client its types: kubernetes-types-only says so.
  resources: ['zod', '@kubernetes/client-node'],
  ports: [],
  controllers: ['tinyqueue'],
};

/** Folders that do no I/O of their own: no module of Node's. */
const WITHOUT_NODE = ['core', 'resources', 'ports', 'controllers', 'config', 'cli', 'web'];

const layerRules = Object.entries(ARROWS).map(([folder, inwards]) => ({
  name: `${folder}-imports-inwards`,
  comment: `src/${folder} imports ${[folder, ...inwards].join(', ')}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^(src|functions)/', pathNot: `^src/(${[folder, ...inwards].join('|')})/` },
}));

const packageRules = Object.entries(PACKAGES).map(([folder, packages]) => ({
  name: `${folder}-packages`,
  comment: `src/${folder} imports no package${packages.length > 0 ? ` but ${packages.join(', ')}` : ''}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '(^|/)node_modules/', pathNot: `(^|/)node_modules/(${['^', ...packages].join('|')})/` },
}));

const otherRules = [
  {
    name: 'no-node-modules-inside',
    comment: `src/{${WITHOUT_NODE.join(',')}} do no I/O: a port does`,
    severity: 'error',
    from: { path: `^src/(${WITHOUT_NODE.join('|')})/` },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'features-apart',
    comment: 'what one feature must know of another is in the snapshot',
    severity: 'error',
    from: { path: '^src/core/([^/]+)/' },
    to: { path: '^src/core/', pathNot: '^src/core/($1|model|schema)/' },
  },
  {
    name: 'adapters-apart',
    comment: 'adapters never import each other',
    severity: 'error',
    from: { path: '^src/adapters/([^/]+)/' },
    to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
  },
  {
    name: 'kubernetes-types-only',
    comment: "the Kubernetes client's types are free, its code is not: adapters and main load it",
    severity: 'error',
    from: { path: '^(src|functions)/', pathNot: '^src/(adapters|main)/' },
    to: { path: 'node_modules/@kubernetes/client-node/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'functions-import-main',
    comment: 'a Lambda decodes, calls a composition root once and encodes',
    severity: 'error',
    from: { path: '^functions/' },
    to: { path: '^(src|functions)/', pathNot: '^src/main/' },
  },
  {
    name: 'product-apart',
    comment: 'what is shipped needs neither tests nor scripts',
    severity: 'error',
    from: { path: '^(src|functions)/' },
    to: { path: '^(test|scripts|bin)/' },
  },
  {
    name: 'no-development-packages',
    comment: 'what is shipped needs runtime dependencies alone',
    severity: 'error',
    from: { path: '^(src|functions)/' },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'bootstrap-alone',
    comment: 'bin runs before anything is installed',
    severity: 'error',
    from: { path: '^bin/' },
    to: { pathNot: '^bin/', dependencyTypesNot: ['core', 'type-only'] },
  },
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
];

export default {
  forbidden: [...layerRules, ...packageRules, ...otherRules],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // zod imports itself in a circle; what packages do among themselves is not ours.
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
