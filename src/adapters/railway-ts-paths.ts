import type { FactName } from '../model/facts.ts';

/** Where the options of `service()` hold each setting, the one that counts first: https://docs.railway.com/infrastructure-as-code */
export const IAC_PATHS = {
  'build.builder': ['build.builder'],
  'build.command': ['build', 'build.buildCommand', 'buildCommand'],
  'build.dockerfilePath': ['build.dockerfilePath', 'dockerfilePath'],
  'build.watchPatterns': ['build.watchPatterns', 'watchPatterns'],
  'build.rootDirectory': ['root', 'rootDirectory'],
  'start.command': ['start', 'startCommand', 'run.command', 'deploy.startCommand'],
  'deploy.preDeployCommand': ['preDeploy', 'preDeployCommand', 'run.preDeploy', 'deploy.preDeployCommand'],
  'deploy.healthcheckPath': ['healthcheck', 'healthcheckPath', 'run.healthcheck', 'deploy.healthcheckPath'],
  'deploy.healthcheckTimeout': ['healthcheckTimeout', 'run.healthcheckTimeout', 'deploy.healthcheckTimeout'],
  'deploy.replicas': ['replicas', 'regions', 'deploy.multiRegionConfig', 'deploy.numReplicas'],
  'deploy.restartPolicy': ['deploy.restartPolicyType'],
  'deploy.restartRetries': ['deploy.restartPolicyMaxRetries'],
  'deploy.overlapSeconds': ['deploy.overlapSeconds'],
  'deploy.drainingSeconds': ['deploy.drainingSeconds'],
  'deploy.sleep': ['deploy.sleepApplication'],
  'deploy.cronSchedule': ['deploy.cronSchedule', 'cronSchedule'],
  'deploy.cpuLimit': ['deploy.limitOverride.containers.cpu'],
  'deploy.memoryLimit': ['deploy.limitOverride.containers.memoryBytes'],
  'deploy.variables': ['env', 'variables'],
} as const satisfies Partial<Record<FactName, readonly string[]>>;

/** A setting that `.railway/railway.ts` can hold. */
export type IacFact = keyof typeof IAC_PATHS;
