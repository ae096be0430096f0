import { defineRecordCheck, fail, nearestName, pass } from '#rule';
import { advised } from '../shared/advised.ts';
import { filesOf } from '../shared/deploy-files.ts';

/** What people write, and what Railway calls it. */
const NAMES: Readonly<Record<string, string>> = {
  replicas: 'deploy.numReplicas', instances: 'deploy.numReplicas', healthcheck: 'deploy.healthcheckPath', healthCheck: 'deploy.healthcheckPath',
  healthCheckPath: 'deploy.healthcheckPath', healthcheckpath: 'deploy.healthcheckPath', watchPaths: 'build.watchPatterns',
  restartPolicy: 'deploy.restartPolicyType', maxRetries: 'deploy.restartPolicyMaxRetries', preDeploy: 'deploy.preDeployCommand',
  releaseCommand: 'deploy.preDeployCommand', start: 'deploy.startCommand', command: 'deploy.startCommand', cron: 'deploy.cronSchedule',
  schedule: 'deploy.cronSchedule', dockerfile: 'build.dockerfilePath', sleep: 'deploy.sleepApplication', timeout: 'deploy.healthcheckTimeout',
};

/** What no key of the file sets, and where it is set instead. */
const ELSEWHERE: readonly { readonly keys: RegExp; readonly advice: string }[] = [
  { keys: /^installCommand$/i, advice: 'The install command is RAILPACK_INSTALL_CMD, a variable of the service' },
  { keys: /^(envs?|environment|variables|vars|envVars|environmentVariables)$/i, advice: "Set variables in the service's settings or in .railway/railway.ts" },
  { keys: /^port$/i, advice: 'Railway sets PORT; another one is a variable of the service' },
  { keys: /^[A-Z][A-Z\d]*(_[A-Z\d]+)+$/, advice: "A variable is set in the service's settings or in .railway/railway.ts" },
  { keys: /^(workers|concurrency)$/i, advice: "The number of workers is an option of the start command, or the server's own variable (WEB_CONCURRENCY)" },
  { keys: /^(memory|cpu|limits?|resources|memoryLimit|cpuLimit)$/i, advice: "Limits are set for the replicas in the service's settings, or as limitOverride in .railway/railway.ts" },
  { keys: /^(domains?|networking|ingress|publicDomain)$/i, advice: "Domains are set in the service's settings or in .railway/railway.ts" },
  { keys: /^(volumes?|volumeMounts?|mounts?)$/i, advice: "Volumes are made in the project or in .railway/railway.ts" },
  { keys: /^(rootDirectory|root|buildContext|context)$/i, advice: "The Root Directory is set in the service's settings or as `root` in .railway/railway.ts" },
  { keys: /^(services?|plugins|databases?)$/i, advice: 'The file describes one service; several are described in .railway/railway.ts' },
];

/** Keys that people use for remarks, because JSON has no comments. */
const COMMENT = /(^|\.)(_|\/\/|#|\$)|(^|\.)comments?$/i;

export default defineRecordCheck({
  each: 'build.unknownKeys',
  needs: [],
  reads: ['build.configFiles'],
  check(key, facts, { strings }) {
    const path = key.provenance.kind === 'declared' ? key.provenance.file.path : undefined;
    const file = filesOf(facts['build.configFiles']).find((candidate) => candidate.path === path);
    if ((file !== undefined && !file.live) || COMMENT.test(key.value)) return pass();
    return fail({
      message: `Railway does not know the key ${key.value} and ignores it`,
      evidence: [key], anchor: key.value,
      fix: advised(adviceFor(key.value, strings('keys'))),
    });
  },
});

function adviceFor(key: string, known: readonly string[]): string {
  const last = key.slice(key.lastIndexOf('.') + 1);
  const section = /(^|\.)(build|deploy)\.[^.]+$/.exec(key)?.[2];
  const own = Object.hasOwn(NAMES, last) ? NAMES[last] : known.find((name) => name.endsWith(`.${last}`));
  if (own !== undefined) return own.endsWith(`.${last}`) ? `Its place is ${own}` : `Railway's name for it is ${own}`;
  const place = ELSEWHERE.find(({ keys }) => keys.test(last));
  if (place !== undefined) return place.advice;
  const names = known.map((name) => name.slice(name.indexOf('.') + 1));
  const near = nearestName(last, names);
  const meant = known.find((name) => name.endsWith(`.${near ?? ''}`) && name.startsWith(section ?? ''));
  return near === undefined ? `Remove ${key}, or set it where Railway keeps it` : `The nearest name that Railway knows is ${meant ?? near}`;
}
