import { alternativesOf, iacValueAt, type IacValue } from '../../../adapters/railway-ts-values.ts';

/** The keys in the order in which most files have them, which is the order of Railway's own pages. */
export const OPTION_ORDER = [
  'source', 'root', 'rootDirectory', 'build', 'buildCommand', 'run', 'start', 'startCommand', 'preDeploy', 'preDeployCommand', 'healthcheck',
  'healthcheckPath', 'healthcheckTimeout', 'replicas', 'regions', 'deploy', 'restartPolicyType',
  'restartPolicyMaxRetries', 'overlapSeconds', 'drainingSeconds', 'volumeMounts', 'env', 'variables',
];

/** Ways to write the settings of the start: short names at the top, long ones, those of `run`, those of `deploy`. */
const FAMILIES: readonly RegExp[] = [
  /^(start|preDeploy|healthcheck|replicas)$/, /^(startCommand|preDeployCommand|healthcheckPath|regions)$/, /^run\./,
  /^deploy\.(startCommand|preDeployCommand|healthcheckPath|healthcheckTimeout|numReplicas|multiRegionConfig)$/,
];
const FAMILY_KEYS = [
  'start', 'preDeploy', 'healthcheck', 'replicas', 'startCommand', 'preDeployCommand', 'healthcheckPath', 'run.command', 'run.preDeploy',
  'run.healthcheck', 'deploy.startCommand', 'deploy.preDeployCommand', 'deploy.healthcheckPath', 'deploy.numReplicas',
];

/** True where at least one of the values that it may be is set. */
const isSet = (value: IacValue): boolean => alternativesOf(value).some(({ kind }) => kind !== 'nothing' && kind !== 'unknown');

/** The path at which options hold a setting; a map where a plain value could stand is no value. */
export function pathInUse(config: IacValue, paths: readonly string[]): string | undefined {
  return paths.find((path) => {
    const value = iacValueAt(config, path);
    return isSet(value) && !(path === 'build' && value.kind === 'object');
  });
}

/** Where a new setting goes: as other services of the file have it, as the service has others like it, else in the shortest way. */
export function pathForNew(config: IacValue, paths: readonly string[], others: readonly IacValue[]): string {
  const [first = ''] = paths;
  if (first === 'build') return iacValueAt(config, 'build').kind === 'object' ? 'build.buildCommand' : 'build';
  if (first.startsWith('env.')) return pathForVariable(config, paths, others);
  const elsewhere = others.map((other) => pathInUse(other, paths)).find((path) => path !== undefined);
  if (elsewhere !== undefined) return elsewhere;
  const used = FAMILY_KEYS.find((key) => isSet(iacValueAt(config, key)));
  const family = used === undefined ? undefined : FAMILIES.find((each) => each.test(used));
  return paths.find((path) => family?.test(path) === true) ?? first;
}

/** `env`, or `variables` where the service, or else another one of the file, has those. */
function pathForVariable(config: IacValue, paths: readonly string[], others: readonly IacValue[]): string {
  const used = [config, ...others].map((each) => ['env', 'variables'].findIndex((key) => isSet(iacValueAt(each, key)))).find((index) => index !== -1);
  return paths[used ?? 0] ?? '';
}
