import { entryOf, findNode, numberOf, stringOf, stringsOf } from '../documents/data.ts';
import type { DataNode, ObjectNode } from '../documents/data.ts';
import type { Builder } from '../model/facts/build.ts';
import type { FactName } from '../model/facts.ts';
import { kindOf } from './data-file.ts';
import { choice, plain, type SettingKey } from './setting-key.ts';
import type { FactCollector, Scope } from './statements.ts';

/** A value of a section, with the section it stands in. */
export interface FieldValue {
  readonly value: DataNode;
  readonly section: ObjectNode;
  readonly collector: FactCollector;
  readonly scope: Scope;
}

/** One key of `build` or `deploy`. */
export interface RailwayField {
  readonly section: 'build' | 'deploy';
  readonly key: string;
  readonly read: (field: FieldValue) => void;
  /** The facts that can be written to it, at paths below the key. */
  readonly writes: readonly SettingKey[];
}

type TextFact = 'build.command' | 'build.dockerfilePath' | 'start.command' | 'deploy.healthcheckPath' | 'deploy.cronSchedule' | 'deploy.volumeMount';
type NumberFact = 'deploy.healthcheckTimeout' | 'deploy.restartRetries' | 'deploy.overlapSeconds' | 'deploy.drainingSeconds';

/** Builders by their names in Railway's configuration, which takes them in any case. */
export const RAILWAY_BUILDERS: Readonly<Record<string, Builder>> = {
  RAILPACK: 'railpack', NIXPACKS: 'nixpacks', DOCKERFILE: 'dockerfile', HEROKU: 'heroku', PAKETO: 'paketo',
};

/** Restart policies by their names in Railway's configuration. */
export const RAILWAY_RESTARTS: Readonly<Record<string, 'on_failure' | 'always' | 'never'>> = {
  ON_FAILURE: 'on_failure', ALWAYS: 'always', NEVER: 'never',
};

const BYTES_PER_MB = 1_000_000;

const LIMITS = { cpu: ['containers', 'cpu'], memory: ['containers', 'memoryBytes'] } as const;

/** What each key of `build` and `deploy` says, for reading and writing. */
export const RAILWAY_FIELDS: readonly RailwayField[] = [
  { section: 'build', key: 'builder', read: readBuilder, writes: [choice('build.builder', [], RAILWAY_BUILDERS)] },
  { section: 'build', key: 'buildCommand', ...text('build.command') },
  { section: 'build', key: 'dockerfilePath', ...text('build.dockerfilePath') },
  { section: 'build', key: 'watchPatterns', read: readWatchPatterns, writes: [] },
  { section: 'deploy', key: 'startCommand', ...text('start.command') },
  { section: 'deploy', key: 'preDeployCommand', read: readPreDeploy, writes: [plain('deploy.preDeployCommand')] },
  { section: 'deploy', key: 'multiRegionConfig', read: readRegions, writes: [] },
  { section: 'deploy', key: 'numReplicas', read: readReplicas, writes: [plain('deploy.replicas')] },
  { section: 'deploy', key: 'healthcheckPath', ...text('deploy.healthcheckPath') },
  { section: 'deploy', key: 'healthcheckTimeout', ...number('deploy.healthcheckTimeout') },
  { section: 'deploy', key: 'restartPolicyType', read: readRestart, writes: [choice('deploy.restartPolicy', [], RAILWAY_RESTARTS)] },
  { section: 'deploy', key: 'restartPolicyMaxRetries', ...number('deploy.restartRetries') },
  { section: 'deploy', key: 'overlapSeconds', ...number('deploy.overlapSeconds') },
  { section: 'deploy', key: 'drainingSeconds', ...number('deploy.drainingSeconds') },
  { section: 'deploy', key: 'sleepApplication', read: readSleep, writes: [plain('deploy.sleep')] },
  { section: 'deploy', key: 'cronSchedule', ...text('deploy.cronSchedule') },
  { section: 'deploy', key: 'requiredMountPath', ...text('deploy.volumeMount') },
  {
    section: 'deploy', key: 'limitOverride', read: readLimits,
    writes: [plain('deploy.cpuLimit', LIMITS.cpu), { fact: 'deploy.memoryLimit', path: LIMITS.memory, written: (value) => Number(value) * BYTES_PER_MB }],
  },
];

/** Where each fact stands in railway.json and railway.toml. */
export const RAILWAY_KEYS: readonly SettingKey[] = RAILWAY_FIELDS.flatMap(({ section, key, writes }) =>
  writes.map((field) => ({ ...field, path: [section, key, ...(field.path ?? [])] })));

function text(name: TextFact): Pick<RailwayField, 'read' | 'writes'> {
  const read = (field: FieldValue) => {
    const value = stringOf(field.value);
    if (value === undefined) return reportKind(field, name, 'a string');
    field.collector.known(name, value, field.value.range, field.scope);
  };
  return { read, writes: [plain(name)] };
}

/** Railway's own pages show numbers as strings, so both are taken. */
function number(name: NumberFact): Pick<RailwayField, 'read' | 'writes'> {
  const read = (field: FieldValue) => {
    const value = numericOf(field.value);
    if (value === undefined) return reportKind(field, name, 'a number');
    field.collector.known(name, value, field.value.range, field.scope);
  };
  return { read, writes: [plain(name)] };
}

/** A number, also one that is written as a string of digits. */
function numericOf(node: DataNode | undefined): number | undefined {
  const written = stringOf(node)?.trim();
  const number = written !== undefined && /^\d{1,15}(?:\.\d{1,6})?$/.test(written) ? Number(written) : numberOf(node);
  return number !== undefined && Number.isFinite(number) ? number : undefined;
}

function reportKind({ value, collector, scope }: FieldValue, name: FactName, wanted: string): void {
  const found = value.kind === 'number' && wanted === 'a number' ? 'no finite number' : kindOf(value);
  collector.unresolved(name, `it is ${found} where Railway wants ${wanted}`, value.range, scope);
}

function readBuilder(field: FieldValue): void {
  const written = stringOf(field.value);
  if (written === undefined) return reportKind(field, 'build.builder', 'a string');
  const builder = RAILWAY_BUILDERS[written.toUpperCase()];
  if (builder !== undefined) return field.collector.known('build.builder', builder, field.value.range, field.scope);
  field.collector.unresolved('build.builder', `"${written}" is no builder that Railway knows`, field.value.range, field.scope);
}

function readRestart(field: FieldValue): void {
  const written = stringOf(field.value);
  if (written === undefined) return reportKind(field, 'deploy.restartPolicy', 'a string');
  const policy = RAILWAY_RESTARTS[written.toUpperCase()];
  if (policy !== undefined) return field.collector.known('deploy.restartPolicy', policy, field.value.range, field.scope);
  field.collector.unresolved('deploy.restartPolicy', `"${written}" is no restart policy that Railway knows`, field.value.range, field.scope);
}

function readWatchPatterns(field: FieldValue): void {
  const patterns = stringsOf(field.value);
  if (patterns === undefined) return reportKind(field, 'build.watchPatterns', 'an array');
  field.collector.known('build.watchPatterns', patterns, field.value.range, field.scope);
}

/** One command, or several that run one after the other. */
function readPreDeploy(field: FieldValue): void {
  const { value, collector, scope } = field;
  const commands = value.kind === 'array' ? value.items : [value];
  const [first] = commands;
  if (first === undefined) return;
  const texts = commands.map((command) => stringOf(command));
  if (texts.includes(undefined)) return reportKind(field, 'deploy.preDeployCommand', 'a string or an array of strings');
  collector.known('deploy.preDeployCommand', texts.join(' && '), commands.length === 1 ? first.range : value.range, scope);
  if (commands.length === 1) return;
  const items = commands.map((command) => collector.part('deploy.preDeployItem', stringOf(command) ?? '', command.range));
  collector.known('deploy.preDeployItems', items, value.range, scope);
}

/** Every region runs its own replicas; a region without a number runs one. */
function readRegions(field: FieldValue): void {
  const { value, collector, scope } = field;
  if (value.kind !== 'object') return reportKind(field, 'deploy.replicas', 'an object');
  const regions = value.entries
    .filter((entry) => entry.value.kind === 'object')
    .map(({ key, keyRange, value: region }) => ({ key, keyRange, count: numericOf(entryOf(region, 'numReplicas')?.value) ?? 1 }));
  if (regions.length === 0) return;
  collector.known('deploy.replicas', sumOf(regions.map(({ count }) => count)), value.range, scope);
  const running = regions.filter(({ count }) => count > 0).map(({ key, keyRange }) => collector.part('deploy.region', key, keyRange));
  collector.known('deploy.regions', running, value.range, scope);
}

function sumOf(counts: readonly number[]): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

/** A map of regions replaces the plain number. */
function readReplicas(field: FieldValue): void {
  const regions = entryOf(field.section, 'multiRegionConfig')?.value;
  if (regions?.kind === 'object' && regions.entries.some((entry) => entry.value.kind === 'object')) return;
  const replicas = numericOf(field.value);
  if (replicas === undefined) return reportKind(field, 'deploy.replicas', 'a number');
  field.collector.known('deploy.replicas', replicas, field.value.range, field.scope);
}

function readSleep(field: FieldValue): void {
  const { value } = field;
  if (value.kind !== 'boolean') return reportKind(field, 'deploy.sleep', 'true or false');
  field.collector.known('deploy.sleep', value.value === true, value.range, field.scope);
}

function readLimits({ value, collector, scope }: FieldValue): void {
  const cpu = findNode(value, LIMITS.cpu);
  const cpuLimit = numericOf(cpu);
  if (cpu !== undefined && cpuLimit !== undefined) collector.known('deploy.cpuLimit', cpuLimit, cpu.range, scope);
  const memory = findNode(value, LIMITS.memory);
  const bytes = numericOf(memory);
  if (memory !== undefined && bytes !== undefined) collector.known('deploy.memoryLimit', Math.round(bytes / BYTES_PER_MB), memory.range, scope);
}
