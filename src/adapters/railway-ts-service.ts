import type { Builder } from '../model/facts/build.ts';
import { declared } from '../model/fact.ts';
import type { FactName, ServiceFacts } from '../model/facts.ts';
import { RAILWAY_BUILDERS, RAILWAY_RESTARTS } from './railway-fields.ts';
import { IAC_PATHS, type IacFact } from './railway-ts-paths.ts';
import { settingsOfService } from './railway-ts-settings.ts';
import { alternativesOf, choiceOf, iacValueAt, mapValue, propertyOf, unknownValue } from './railway-ts-values.ts';
import type { IacValue } from './railway-ts-values.ts';
import { stateVariables } from './railway-ts-variables.ts';
import type { Collector } from './statements.ts';

const BYTES_PER_MB = 1_000_000;

/** A service of the file: all its settings, whichever call of the SDK makes them. */
export interface IacService {
  readonly name: string;
  readonly config: IacValue;
}

type Convert<T> = (value: IacValue) => T | undefined;

/** States what the settings of one service say: https://docs.railway.com/infrastructure-as-code */
export function stateService({ name, config }: IacService, collector: Collector): void {
  const say = <N extends FactName>(fact: N, value: IacValue, convert: Convert<ServiceFacts[N]>) => decide(collector, name, { fact, value, convert });
  const setting = (fact: IacFact) => firstSet(IAC_PATHS[fact].map((path) => iacValueAt(config, path)));
  say('build.builder', firstSet([imageOf(config), setting('build.builder')]), builderFrom);
  say('build.command', firstSet([commandOf(iacValueAt(config, 'build')), iacValueAt(config, 'buildCommand')]), textFrom);
  say('build.dockerfilePath', setting('build.dockerfilePath'), textFrom);
  say('build.watchPatterns', setting('build.watchPatterns'), textsFrom);
  say('build.rootDirectory', firstSet([setting('build.rootDirectory'), sourceOption(config, 'rootDirectory')]), textFrom);
  say('start.command', setting('start.command'), textFrom);
  say('deploy.preDeployCommand', setting('deploy.preDeployCommand'), commandsFrom);
  say('deploy.healthcheckPath', setting('deploy.healthcheckPath'), textFrom);
  say('deploy.healthcheckTimeout', setting('deploy.healthcheckTimeout'), numberFrom);
  say('deploy.replicas', replicasOf(setting('deploy.replicas')), numberFrom);
  say('deploy.restartPolicy', setting('deploy.restartPolicy'), restartFrom);
  say('deploy.restartRetries', setting('deploy.restartRetries'), numberFrom);
  say('deploy.overlapSeconds', setting('deploy.overlapSeconds'), numberFrom);
  say('deploy.drainingSeconds', setting('deploy.drainingSeconds'), numberFrom);
  say('deploy.sleep', setting('deploy.sleep'), flagFrom);
  say('deploy.cronSchedule', setting('deploy.cronSchedule'), textFrom);
  say('deploy.cpuLimit', setting('deploy.cpuLimit'), numberFrom);
  say('deploy.memoryLimit', setting('deploy.memoryLimit'), (value) => {
    const bytes = numberFrom(value);
    return bytes === undefined ? undefined : Math.round(bytes / BYTES_PER_MB);
  });
  say('deploy.volumeMount', firstSet([mountOf(iacValueAt(config, 'volumeMounts')), iacValueAt(config, 'deploy.requiredMountPath')]), textFrom);
  stateVariables(name, setting('deploy.variables'), collector);
  const settings = settingsOfService(config, collector.file);
  if (settings.length > 0) collector.known('build.settings', settings, config.range, { service: name });
  stateItems(name, setting('deploy.preDeployCommand'), collector);
  stateRegions(name, setting('deploy.replicas'), collector);
}

interface Decision<N extends FactName> {
  readonly fact: N;
  readonly value: IacValue;
  readonly convert: Convert<ServiceFacts[N]>;
}

/** Known when all alternatives say the same; unresolved, with both named, when they do not. */
function decide<N extends FactName>(collector: Collector, service: string, { fact, value, convert }: Decision<N>): void {
  const alternatives = alternativesOf(value);
  if (alternatives.every(({ kind }) => kind === 'nothing')) return;
  const converted = alternatives.map((each) => ({ each, result: each.kind === 'nothing' ? undefined : convert(each) }));
  const [first] = converted;
  const distinct = new Set(converted.map(({ result }) => JSON.stringify(result)));
  if (first?.result !== undefined && distinct.size === 1) {
    const range = alternatives.length === 1 ? first.each.range : value.range;
    return collector.known(fact, first.result, range, { service });
  }
  collector.unresolved(fact, reasonOf(alternatives), value.range, { service });
}

function reasonOf(alternatives: readonly IacValue[]): string {
  const [first] = alternatives;
  if (alternatives.length > 1) return `it is ${alternatives.map(labelOf).join(' or ')}, by a condition that only Railway evaluates`;
  if (first?.kind === 'unknown') return first.reason;
  return `${first === undefined ? 'it' : labelOf(first)} is no value that Railway takes here`;
}

function labelOf(value: IacValue): string {
  if (value.kind === 'literal') return JSON.stringify(value.value);
  if (value.kind === 'nothing') return 'not set';
  return value.kind === 'unknown' ? 'something that only a run tells' : `an ${value.kind === 'array' ? 'array' : 'object'}`;
}

/** The first value that is set, alternative by alternative. */
function firstSet(values: readonly IacValue[]): IacValue {
  const [first, ...others] = values;
  if (first === undefined) return { kind: 'nothing', range: { start: 0, end: 0 } };
  if (others.length === 0 || !alternativesOf(first).some(({ kind }) => kind === 'nothing')) return first;
  const merged = mapValue(first, (each) => (each.kind === 'nothing' ? firstSet(others) : each));
  return merged.kind === 'choice' && first.kind === 'choice' ? { ...merged, range: first.range } : merged;
}

function textFrom(value: IacValue): string | undefined {
  return value.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

function numberFrom(value: IacValue): number | undefined {
  if (value.kind !== 'literal') return undefined;
  if (typeof value.value === 'number') return value.value;
  return typeof value.value === 'string' && /^\d{1,15}$/.test(value.value) ? Number(value.value) : undefined;
}

function flagFrom(value: IacValue): boolean | undefined {
  return value.kind === 'literal' && typeof value.value === 'boolean' ? value.value : undefined;
}

function textsFrom(value: IacValue): readonly string[] | undefined {
  if (value.kind !== 'array') return undefined;
  const texts = value.items.map(textFrom);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** One command, or several that run one after the other. */
function commandsFrom(value: IacValue): string | undefined {
  return textFrom(value) ?? textsFrom(value)?.join(' && ');
}

function builderFrom(value: IacValue): Builder | undefined {
  const written = textFrom(value);
  return written === 'IMAGE' ? 'image' : RAILWAY_BUILDERS[written?.toUpperCase() ?? ''];
}

function restartFrom(value: IacValue): ServiceFacts['deploy.restartPolicy'] | undefined {
  return RAILWAY_RESTARTS[textFrom(value)?.toUpperCase() ?? ''];
}

/** `build: "..."` is the command itself. */
function commandOf(build: IacValue): IacValue {
  return mapValue(build, (each) => (each.kind === 'object' ? propertyOf(each, 'buildCommand') : each));
}

/** A ready image needs no build. */
function imageOf(config: IacValue): IacValue {
  return mapValue(iacValueAt(config, 'source'), (source) =>
    source.kind === 'resource' && source.type === 'image' ? { kind: 'literal', value: 'IMAGE', range: source.range } : { kind: 'nothing', range: source.range });
}

/** An option of `github(repository, options)`. */
function sourceOption(config: IacValue, name: string): IacValue {
  return mapValue(iacValueAt(config, 'source'), (source) => {
    const options = source.kind === 'resource' ? source.parameters[1] : undefined;
    return options === undefined ? { kind: 'nothing', range: source.range } : propertyOf(options, name);
  });
}

/** A number, or a map of regions that each run their own. */
function replicasOf(value: IacValue): IacValue {
  return mapValue(value, (each) => {
    if (each.kind !== 'object') return each;
    if (each.open !== undefined) return unknownValue(each.open, each.range);
    let sums: readonly number[] = [0];
    for (const { value: region } of each.properties.values()) {
      const counts = alternativesOf(countOf(region)).map(numberFrom);
      if (counts.includes(undefined)) return unknownValue('the replicas of a region are known only when Railway evaluates the file', region.range);
      sums = sums.flatMap((sum) => counts.map((count) => sum + (count ?? 0))).slice(0, 20);
    }
    return choiceOf(sums.map((sum) => ({ kind: 'literal', value: sum, range: each.range })), each.range);
  });
}

function countOf(region: IacValue): IacValue {
  if (region.kind !== 'object') return region;
  const count = firstSet(['count', 'replicas', 'numReplicas'].map((key) => propertyOf(region, key)));
  return count.kind === 'nothing' ? { kind: 'literal', value: 1, range: region.range } : count;
}

function mountOf(mounts: IacValue): IacValue {
  return mapValue(mounts, (each) => {
    const [first] = each.kind === 'object' ? each.properties : [];
    return first === undefined ? { kind: 'nothing', range: each.range } : { kind: 'literal', value: first[0], range: first[1].keyRange };
  });
}

/** The items of a pre-deploy command that is written as one list of several texts. */
function stateItems(service: string, command: IacValue, collector: Collector): void {
  if (command.kind !== 'array' || command.items.length < 2) return;
  const items = command.items.flatMap((item) => {
    const text = textFrom(item);
    return text === undefined ? [] : [declared('deploy.preDeployItem', text, collector.file, item.range)];
  });
  if (items.length === command.items.length) collector.known('deploy.preDeployItems', items, command.range, { service });
}

/** The regions of a map of replicas; those that certainly run none are left out. */
function stateRegions(service: string, replicas: IacValue, collector: Collector): void {
  if (replicas.kind !== 'object' || replicas.open !== undefined) return;
  const running = [...replicas.properties]
    .filter(([, { value }]) => !alternativesOf(countOf(value)).every((count) => numberFrom(count) === 0))
    .map(([region, { keyRange }]) => declared('deploy.region', region, collector.file, keyRange));
  if (replicas.properties.size > 0) collector.known('deploy.regions', running, replicas.range, { service });
}
