/** Keys that Railway reads: https://docs.railway.com/reference/config-as-code and https://railway.com/railway.schema.json */
export const KNOWN_KEYS = {
  file: new Set(['$schema', 'build', 'deploy', 'environments']),
  environment: new Set(['build', 'deploy']),
  build: new Set(['builder', 'watchPatterns', 'buildCommand', 'buildEnvironment', 'dockerfilePath', 'railpackVersion', 'nixpacksConfigPath',
    'nixpacksPlan', 'nixpacksVersion']),
  deploy: new Set(['startCommand', 'preDeployCommand', 'preDeployTimeoutSeconds', 'numReplicas', 'healthcheckPath', 'healthcheckTimeout', 'sleepApplication', 'runtime',
    'registryCredentials', 'restartPolicyType', 'restartPolicyMaxRetries', 'cronSchedule', 'region', 'multiRegionConfig', 'limitOverride',
    'requiredMountPath', 'overlapSeconds', 'drainingSeconds', 'useLegacyStacker', 'ipv6EgressEnabled']),
} as const satisfies Readonly<Record<string, ReadonlySet<string>>>;
