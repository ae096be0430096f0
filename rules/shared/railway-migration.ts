import { valueOf, type ConfigFile, type Evidence, type FactName, type Service } from '#rule';
import { isOfProduction, pathOf } from './railway-files.ts';

/** A setting that both kinds of Railway files can hold. */
export interface Movable {
  readonly fact: FactName;
  /** As railway.json calls it. */
  readonly key: string;
}

export const MOVABLE: readonly Movable[] = [
  { fact: 'start.command', key: 'deploy.startCommand' }, { fact: 'deploy.preDeployCommand', key: 'deploy.preDeployCommand' },
  { fact: 'build.command', key: 'build.buildCommand' }, { fact: 'build.builder', key: 'build.builder' },
  { fact: 'build.dockerfilePath', key: 'build.dockerfilePath' }, { fact: 'build.watchPatterns', key: 'build.watchPatterns' },
  { fact: 'deploy.healthcheckPath', key: 'deploy.healthcheckPath' }, { fact: 'deploy.healthcheckTimeout', key: 'deploy.healthcheckTimeout' },
  { fact: 'deploy.restartPolicy', key: 'deploy.restartPolicyType' }, { fact: 'deploy.restartRetries', key: 'deploy.restartPolicyMaxRetries' },
  { fact: 'deploy.overlapSeconds', key: 'deploy.overlapSeconds' }, { fact: 'deploy.drainingSeconds', key: 'deploy.drainingSeconds' },
  { fact: 'deploy.replicas', key: 'deploy.numReplicas' }, { fact: 'deploy.cronSchedule', key: 'deploy.cronSchedule' },
  { fact: 'deploy.sleep', key: 'deploy.sleepApplication' },
];

/** A setting as railway.json calls it. */
export const keyOf = (fact: string): string => MOVABLE.find((each) => each.fact === fact)?.key ?? fact;

/** What Railway does where nothing is set: https://docs.railway.com/deployments/restart-policy and the pages of the other settings. */
const DEFAULTS: Partial<Readonly<Record<FactName, string | number | boolean>>> = {
  'deploy.restartPolicy': 'on_failure', 'deploy.restartRetries': 10, 'deploy.overlapSeconds': 0, 'deploy.drainingSeconds': 0,
  'deploy.replicas': 1, 'deploy.sleep': false,
};

/** A setting that did not come along. */
export interface Lost {
  readonly movable: Movable;
  /** As the fact has it; undefined where it is no single value. */
  readonly value: string | number | boolean | undefined;
  readonly at: Evidence;
}

/** A setting of the old file for production; none where it says what would hold anyway. `timeout` is Railway's own for health checks. */
export function lostOf(movable: Movable, old: ConfigFile, { service, timeout }: { readonly service: Service; readonly timeout: number }): readonly Lost[] {
  const found = inOverrides(movable, old, service) ?? asWritten(movable, old, service);
  if (found === undefined) return [];
  const usual = movable.fact === 'deploy.healthcheckTimeout' ? timeout : DEFAULTS[movable.fact];
  return found.value !== undefined && (found.value === usual || isInForceAnyway(movable, found.value, service)) ? [] : [found];
}

/** What lost against the new file, or against nothing: the old file is not read beside it. */
function inOverrides(movable: Movable, old: ConfigFile, { overrides }: Service): Lost | undefined {
  const loser = overrides.find(({ name, loser: { provenance } }) =>
    name === movable.fact && provenance.kind === 'declared' && provenance.file.path === old.path)?.loser;
  if (loser === undefined) return undefined;
  const { value } = loser;
  return { movable, value: typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined, at: loser };
}

/** Builder and Dockerfile are chosen elsewhere, and leave no loser behind. */
function asWritten(movable: Movable, old: ConfigFile, { facts }: Service): Lost | undefined {
  const setting = (valueOf(facts['build.settings']) ?? []).find((each) => pathOf(each) === old.path && isOfProduction(each) && each.key === movable.key);
  if (setting === undefined) return undefined;
  const { value, at } = setting;
  return { movable, value: movable.fact === 'build.builder' && typeof value === 'string' ? value.toLowerCase() : value, at };
}

/** A Dockerfile in its usual place builds the image whether or not a setting says so, and Railpack does where there is none. */
export function isInForceAnyway({ fact }: Movable, value: Lost['value'], { facts, root }: Pick<Service, 'facts' | 'root'>): boolean {
  const usual = root === '' ? 'Dockerfile' : `${root}/Dockerfile`;
  const isBuilt = valueOf(facts['build.dockerfilePath']) === usual;
  if (fact === 'build.builder') return value === (isBuilt ? 'dockerfile' : 'railpack');
  return fact === 'build.dockerfilePath' && typeof value === 'string' && isBuilt && [usual, 'Dockerfile'].includes(value.replace(/^\.?\//, ''));
}
