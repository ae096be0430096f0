import type { Section } from './old-file.ts';
import { anything, commands, flag, limits, number, oneOf, regions, text, texts, type ReadValue } from './readings.ts';

/** Where a key of the old files lives in `service(...)`. */
export interface Home {
  readonly section: Section;
  readonly key: string;
  /** `start`, `deploy.cronSchedule`. */
  readonly at: string;
  readonly read: ReadValue;
}

/** Every key of the old files, in the order in which the new file has them. Types: `railway/iac` of https://www.npmjs.com/package/railway, 3.11.0 */
export const HOMES: readonly Home[] = [
  { section: 'build', key: 'builder', at: 'build.builder', read: oneOf('RAILPACK', 'DOCKERFILE', 'NIXPACKS', 'HEROKU', 'PAKETO') },
  { section: 'build', key: 'buildCommand', at: 'build.buildCommand', read: text },
  { section: 'build', key: 'dockerfilePath', at: 'build.dockerfilePath', read: text },
  { section: 'build', key: 'watchPatterns', at: 'build.watchPatterns', read: texts },
  { section: 'build', key: 'railpackVersion', at: 'build.railpackVersion', read: text },
  { section: 'build', key: 'nixpacksConfigPath', at: 'build.nixpacksConfigPath', read: text },
  { section: 'build', key: 'nixpacksVersion', at: 'build.nixpacksVersion', read: text },
  { section: 'build', key: 'nixpacksPlan', at: 'build.nixpacksPlan', read: anything },
  { section: 'build', key: 'buildEnvironment', at: 'build.buildEnvironment', read: oneOf('V2', 'V3') },
  { section: 'deploy', key: 'startCommand', at: 'start', read: text },
  { section: 'deploy', key: 'preDeployCommand', at: 'preDeploy', read: commands },
  { section: 'deploy', key: 'healthcheckPath', at: 'healthcheck', read: text },
  { section: 'deploy', key: 'healthcheckTimeout', at: 'healthcheckTimeout', read: number },
  { section: 'deploy', key: 'numReplicas', at: 'deploy.numReplicas', read: number },
  { section: 'deploy', key: 'multiRegionConfig', at: 'deploy.multiRegionConfig', read: regions },
  { section: 'deploy', key: 'region', at: 'deploy.region', read: text },
  { section: 'deploy', key: 'restartPolicyType', at: 'deploy.restartPolicyType', read: oneOf('ON_FAILURE', 'ALWAYS', 'NEVER') },
  { section: 'deploy', key: 'restartPolicyMaxRetries', at: 'deploy.restartPolicyMaxRetries', read: number },
  { section: 'deploy', key: 'cronSchedule', at: 'deploy.cronSchedule', read: text },
  { section: 'deploy', key: 'sleepApplication', at: 'deploy.sleepApplication', read: flag },
  { section: 'deploy', key: 'overlapSeconds', at: 'deploy.overlapSeconds', read: number },
  { section: 'deploy', key: 'drainingSeconds', at: 'deploy.drainingSeconds', read: number },
  { section: 'deploy', key: 'limitOverride', at: 'deploy.limitOverride', read: limits },
  { section: 'deploy', key: 'requiredMountPath', at: 'deploy.requiredMountPath', read: text },
  { section: 'deploy', key: 'ipv6EgressEnabled', at: 'deploy.ipv6EgressEnabled', read: flag },
  { section: 'deploy', key: 'runtime', at: 'deploy.runtime', read: text },
  { section: 'deploy', key: 'useLegacyStacker', at: 'deploy.useLegacyStacker', read: flag },
];

/** The home of a key; undefined of keys that Railway does not know. */
export function homeOf(section: Section | undefined, key: string): Home | undefined {
  return HOMES.find((home) => home.section === section && home.key === key);
}
