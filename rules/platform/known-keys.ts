import { defineRecordCheck, fail, pass } from '#rule';
import { filesOf } from '../shared/deploy-files.ts';

/** What people write, and what Railway calls it. */
const NAMES: Readonly<Record<string, string>> = {
  replicas: 'deploy.numReplicas', healthcheck: 'deploy.healthcheckPath', healthCheckPath: 'deploy.healthcheckPath',
  healthcheckpath: 'deploy.healthcheckPath', watchPaths: 'build.watchPatterns', restartPolicy: 'deploy.restartPolicyType',
  maxRetries: 'deploy.restartPolicyMaxRetries', preDeploy: 'deploy.preDeployCommand', releaseCommand: 'deploy.preDeployCommand',
  start: 'deploy.startCommand', command: 'deploy.startCommand', cron: 'deploy.cronSchedule', dockerfile: 'build.dockerfilePath',
};
/** Keys that people use for remarks, because JSON has no comments. */
const COMMENT = /(^|\.)(_|\/\/|#|\$)|(^|\.)comments?$/i;
const VARIABLES = ['env', 'envs', 'environment', 'variables', 'vars', 'envVars', 'port'];

export default defineRecordCheck({
  each: 'build.unknownKeys',
  needs: [],
  reads: ['build.configFiles'],
  check(key, facts) {
    const path = key.provenance.kind === 'declared' ? key.provenance.file.path : undefined;
    const file = filesOf(facts['build.configFiles']).find((candidate) => candidate.path === path);
    if ((file !== undefined && !file.live) || COMMENT.test(key.value)) return pass();
    return fail({
      message: `Railway does not know the key ${key.value} and ignores it`,
      evidence: [key], anchor: key.value,
      fix: { title: adviceFor(key.value), applicability: 'advice', change: { kind: 'advice' } },
    });
  },
});

function adviceFor(key: string): string {
  const last = key.slice(key.lastIndexOf('.') + 1);
  const name = NAMES[last];
  if (name !== undefined) return `Railway's name for it is ${name}`;
  if (VARIABLES.includes(last)) return "Set variables in the service's settings or in .railway/railway.ts";
  return `Remove ${key}, or set it where Railway keeps it`;
}
