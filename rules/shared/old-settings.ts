import { valueOf, type ConfigFile, type Drift, type FactSet, type LiveLink, type Plain, type Service } from '#rule';
import { plainCommand } from './commands.ts';
import { filesOf } from './deploy-files.ts';
import { isOldRailwayFile, pathOf } from './railway-files.ts';
import { isInForceAnyway, MOVABLE } from './railway-migration.ts';

/** A setting of a railway.json or railway.toml that the platform has otherwise, or not at all. */
export interface OldSetting extends Drift {
  /** As the platform takes it; undefined of a list. */
  readonly value: Plain | undefined;
}

/** Facts by their settings, of those that files can hold. */
const FACTS = new Map(MOVABLE.map(({ key, fact }) => [key, fact]));
/** Settings that a variable of the service decides, where there is one. https://docs.railway.com/variables/reference */
const VARIABLES: Readonly<Record<string, string>> = {
  'deploy.overlapSeconds': 'RAILWAY_DEPLOYMENT_OVERLAP_SECONDS', 'deploy.drainingSeconds': 'RAILWAY_DEPLOYMENT_DRAINING_SECONDS',
  'deploy.healthcheckTimeout': 'RAILWAY_HEALTHCHECK_TIMEOUT_SEC', 'build.dockerfilePath': 'RAILWAY_DOCKERFILE_PATH',
};
/** What builders run by themselves where a package.json has the script. */
const USUAL_BUILD = /^(?:npm|pnpm|yarn|bun) (?:run )?build$/;
const BYTES_PER_MB = 1_000_000;
/** Stands in a text in the place of what is kept back. */
const KEPT_BACK = '…';

/** The old file that the platform reads for a service, where that is certain: the one that it is set to read, or the only place where it looks. */
export function oldFileRead({ facts }: Service, link: LiveLink): ConfigFile | undefined {
  const files = filesOf(facts['build.configFiles']).filter(isOldRailwayFile);
  if (link.configFile !== undefined) return files.find(({ path }) => path === link.configFile?.replace(/^\/+/, ''));
  if ((link.source.rootDirectory ?? '') !== '') return undefined;
  const atRoot = files.filter(({ path }) => /^railway\.(?:toml|json)$/.test(path));
  return atRoot.find(({ path }) => path.endsWith('.toml')) ?? atRoot[0];
}

/** Settings of an old file that would not hold without it. What cannot be compared is left out. */
export function settingsWithout(file: ConfigFile, service: Service): readonly OldSetting[] {
  const names = new Set((valueOf(service.facts['live.variables']) ?? []).map(({ name }) => name));
  return (valueOf(service.facts['live.drift']) ?? [])
    .filter((drift) => pathOf({ at: drift.file }) === file.path && !names.has(VARIABLES[drift.setting] ?? ''))
    .map((drift) => ({ ...drift, value: settable(drift) }))
    .filter((setting) => (setting.live.value === '' ? !holdsAnyway(setting, service) : !isSameCommand(setting)));
}

/** True where the platform certainly holds everything that an old file sets. */
export function isHeldByPlatform(file: ConfigFile, service: Service): boolean {
  const { facts } = service;
  const hidden = new Set((valueOf(facts['live.settings']) ?? []).filter(({ value }) => String(value).includes(KEPT_BACK)).map(({ setting }) => setting));
  const written = (valueOf(facts['build.settings']) ?? []).filter((setting) => pathOf(setting) === file.path && setting.key !== '$schema');
  const isComparable = written.every(({ key, value }) => value !== undefined && FACTS.has(withoutIndex(key)) && !hidden.has(withoutIndex(key)));
  return isComparable && settingsWithout(file, service).length === 0;
}

/** Two commands may differ in blanks and in how a shell is called. */
function isSameCommand({ setting, file, live }: Drift): boolean {
  return setting.endsWith('Command') && plainCommand(file.value) === plainCommand(live.value);
}

function withoutIndex(key: string): string {
  return key.replace(/\.\d+$/, '');
}

/** The platform wants words of Railway's own in capitals, numbers as numbers and memory in bytes. */
function settable({ setting, file: { value } }: Drift): Plain | undefined {
  if (setting === 'build.watchPatterns') return undefined;
  if (/\.(?:builder|restartPolicyType)$/.test(setting)) return value.toUpperCase();
  if (setting.endsWith('.memoryBytes')) return Number(value) * BYTES_PER_MB;
  if (setting === 'deploy.sleepApplication') return value === 'true';
  return /(?:Seconds|Timeout|Retries|Replicas|\.cpu)$/.test(setting) ? Number(value) : value;
}

/** What a builder does without being told, or another file says. */
function holdsAnyway({ setting, file: { value } }: OldSetting, { facts, root }: Service): boolean {
  const fact = FACTS.get(setting);
  if (fact === undefined) return false;
  if (fact === 'build.command') return USUAL_BUILD.test(plainCommand(value));
  if (fact === 'start.command') return isNamedElsewhere(value, facts);
  return isInForceAnyway({ key: setting, fact }, value, { facts, root });
}

function isNamedElsewhere(command: string, facts: FactSet): boolean {
  const others = (valueOf(facts['start.sources']) ?? []).filter(({ by }) => !by.startsWith('railway-'));
  return others.some((source) => plainCommand(source.command.value) === plainCommand(command));
}
