/** For osls, which resolves `${file(...):resources}` by CommonJS alone. */
const { configuredResources } = require('./configured-resources.ts');

/** @param {{ readonly resolveVariable: (variable: string) => Promise<string> }} osls */
exports.resources = async ({ resolveVariable }) =>
  configuredResources(await resolveVariable('param:config'), await resolveVariable('self:custom.named'));
