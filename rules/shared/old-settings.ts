import { renamed, tableNumber, valueOf, type ConfigFile, type ConfigSetting, type Evidence, type FactSet, type Known, type LiveLink, type LiveValue, type Plain, type Service, type Tables } from '#rule';
import { plainCommand } from './commands.ts';
import { filesOf } from './deploy-files.ts';
import { isOldRailwayFile, pathOf } from './railway-files.ts';
import { DEFAULTS, isInForceAnyway, MOVABLE } from './railway-migration.ts';

/** A setting of a railway.json or railway.toml that the platform has otherwise, or not at all. */
export interface OldSetting {
  readonly key: string;
  readonly at: Known<string>;
  /** As the platform takes it; undefined of a list. */
  readonly value: Plain | undefined;
  /** What the platform has; absent where it has nothing. */
  readonly live: Evidence;
}

/** What the platform has of a setting that a file gives: the same, something else, or what cannot be told here. */
interface Comparison {
  readonly key: string;
  readonly outcome: 'same' | 'unknown' | OldSetting;
}

/** Settings that a variable of the service decides, where there is one. https://docs.railway.com/variables/reference */
const VARIABLES: Readonly<Record<string, string>> = {
  'deploy.overlapSeconds': 'RAILWAY_DEPLOYMENT_OVERLAP_SECONDS', 'deploy.drainingSeconds': 'RAILWAY_DEPLOYMENT_DRAINING_SECONDS',
  'deploy.healthcheckTimeout': 'RAILWAY_HEALTHCHECK_TIMEOUT_SEC', 'build.dockerfilePath': 'RAILWAY_DOCKERFILE_PATH',
};
/** What builders run by themselves where a package.json has the script. */
const USUAL_BUILD = /^(?:npm|pnpm|yarn|bun) (?:run )?build$/;

/** The old file that the platform reads for a service, where that is certain: the one that it is set to read, or the only place where it looks. */
export function oldFileRead({ facts }: Service, link: LiveLink): ConfigFile | undefined {
  const files = filesOf(facts['build.configFiles']).filter(isOldRailwayFile);
  if (link.configFile !== undefined) return files.find(({ path }) => path === link.configFile?.replace(/^\/+/, ''));
  if ((link.source.rootDirectory ?? '') !== '') return undefined;
  const atRoot = files.filter(({ path }) => /^railway\.(?:toml|json)$/.test(path));
  return atRoot.find(({ path }) => path.endsWith('.toml')) ?? atRoot[0];
}

/** Settings of an old file that would not hold without it. What cannot be compared is left out: texts of which a part is kept back. */
export function settingsWithout(file: ConfigFile, service: Service, tables: Tables): readonly OldSetting[] {
  return compared(file, service, tables).flatMap(({ outcome }) => (typeof outcome === 'object' ? [outcome] : []));
}

/** True where the platform certainly holds everything that an old file sets. */
export function isHeldByPlatform(file: ConfigFile, service: Service, tables: Tables): boolean {
  const same = new Set(compared(file, service, tables).filter(({ outcome }) => outcome === 'same').map(({ key }) => key));
  const all = (valueOf(service.facts['build.settings']) ?? []).filter((setting) => pathOf(setting) === file.path && setting.key !== '$schema');
  return all.every(({ key }) => same.has(withoutIndex(key)));
}

function compared(file: ConfigFile, service: Service, tables: Tables): readonly Comparison[] {
  const { facts } = service;
  const names = new Set((valueOf(facts['live.variables']) ?? []).map(({ name }) => name));
  return MOVABLE.flatMap(({ key, fact }): readonly Comparison[] => {
    const written = writtenIn(file, key, facts);
    const [first] = written;
    if (first === undefined) return [];
    const live = (valueOf(facts['live.settings']) ?? []).find(({ setting }) => setting === key);
    const values = written.flatMap(({ value }) => (value === undefined ? [] : [value]));
    if (values.length < written.length || String(live?.value ?? '').includes('…') || names.has(VARIABLES[key] ?? '')) return [{ key, outcome: 'unknown' }];
    const value = written.length === 1 && key !== 'build.watchPatterns' && first.value !== undefined ? settable(key, first.value) : undefined;
    if (isSame(values, live?.value) || (live === undefined && holdsAnyway({ key, fact, value }, service, tables))) return [{ key, outcome: 'same' }];
    return [{ key, outcome: { key, at: renamed(first.at, key), value, live: live?.at ?? otherwise(key, facts) } }];
  });
}

/** What the file says for the environment; its own section wins over what holds for all. */
function writtenIn(file: ConfigFile, key: string, facts: FactSet): readonly ConfigSetting[] {
  const environment = valueOf(facts['live.service'])?.environment.name;
  const all = (valueOf(facts['build.settings']) ?? []).filter((setting) => pathOf(setting) === file.path && withoutIndex(setting.key) === key);
  const own = all.filter((setting) => setting.environment !== undefined && setting.environment === environment);
  return own.length > 0 ? own : all.filter((setting) => setting.environment === undefined);
}

function withoutIndex(key: string): string {
  return key.replace(/\.\d+$/, '');
}

/** The platform wants words of Railway's own in capitals, and numbers as numbers. */
function settable(key: string, value: Plain): Plain {
  if (/\.(?:builder|restartPolicyType)$/.test(key)) return String(value).toUpperCase();
  return /(?:Seconds|Timeout|Retries|Replicas)$/.test(key) && /^\s*\d+\s*$/.test(String(value)) ? Number(value) : value;
}

/** Builders and policies are taken in any case, numbers as texts; one command may be a list. */
function isSame(values: readonly Plain[], live: LiveValue | undefined): boolean {
  const others = live === undefined ? [] : typeof live === 'object' ? live : [live];
  return values.length === others.length && values.every((value, index) => plain(value) === plain(others[index] ?? ''));
}

function plain(value: Plain): string {
  return /^[A-Za-z_]+$/.test(String(value)) ? String(value).toLowerCase() : plainCommand(String(value));
}

interface Candidate {
  readonly key: string;
  readonly fact: (typeof MOVABLE)[number]['fact'];
  readonly value: Plain | undefined;
}

/** What Railway or a builder does without being told, or another file says. */
function holdsAnyway({ key, fact, value }: Candidate, { facts, root }: Service, tables: Tables): boolean {
  if (value === undefined) return false;
  const known = typeof value === 'string' && key !== 'deploy.startCommand' ? value.toLowerCase() : value;
  if (fact === 'deploy.replicas') return Number(value) === replicasOf(facts);
  if (fact === 'deploy.healthcheckTimeout') return Number(value) === tableNumber(tables, 'railway/healthcheck-timeout');
  if (fact === 'build.command') return USUAL_BUILD.test(plainCommand(String(value)));
  if (fact === 'start.command') return (valueOf(facts['start.sources']) ?? []).some(({ by, command }) => !/^railway-/.test(by) && plainCommand(command.value) === plainCommand(String(value)));
  return String(DEFAULTS[fact] ?? '') === String(known) || isInForceAnyway({ key, fact }, fact === 'build.builder' ? known : value, { facts, root });
}

function replicasOf(facts: FactSet): number {
  const regions = valueOf(facts['live.regions']) ?? [];
  let sum = 0;
  for (const { replicas } of regions) sum += replicas;
  return regions.length === 0 ? 1 : sum;
}

/** What there is where the setting itself is not: replicas are counted by region. */
function otherwise(key: string, facts: FactSet): Evidence {
  const [link, [region]] = [facts['live.service'], valueOf(facts['live.regions']) ?? []];
  if (key === 'deploy.numReplicas' && region !== undefined) return { ...region.at, name: key, value: replicasOf(facts) };
  return { state: 'absent', name: key, ...(link?.state === 'known' && link.provenance.kind === 'live' ? { live: { ...link.provenance.place, field: key } } : {}) };
}
