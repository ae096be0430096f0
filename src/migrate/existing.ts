import type { Program } from '@oxc-project/types';
import { namesOf, runRailwayTs } from '../adapters/railway-ts.ts';
import { alternativesOf, propertyOf, type IacResource, type IacValue } from '../adapters/railway-ts-values.ts';
import type { Range } from '../text/range.ts';
import type { Setting } from './settings.ts';
import { jsonOf, isList, isMap, isSame, type Value } from './value.ts';

/** A service of an existing file, as it is in each environment that matters. */
export interface ExistingService {
  readonly name: string;
  /** The calls that make it. */
  readonly calls: readonly Range[];
  /** Its settings, for every environment that was asked for and then for any other. */
  readonly configs: readonly IacValue[];
}

/** An existing file, followed once for each environment. */
export interface Existing {
  readonly services: readonly ExistingService[];
  /** The environments in the order of `configs`; undefined stands for any other. */
  readonly environments: readonly (string | undefined)[];
}

/** What a file says of a setting, next to what the old files say. */
export type Comparison =
  | { readonly state: 'missing' }
  | { readonly state: 'present' }
  | { readonly state: 'conflict'; readonly because: string };

const NOWHERE = { start: 0, end: 0 };
/** No environment is called that, so it stands for any that no file names. */
const ANY_OTHER = '\u0000';
const COUNT = 'deploy.numReplicas';
const BY_REGION = 'deploy.multiRegionConfig';

/** Follows a file in each of some environments, and in one that has none of their names. */
export function followExisting(program: Program, names: readonly string[]): Existing | undefined {
  const environments = [...names, undefined];
  const services = new Map<string, GrowingService>();
  for (const [index, environment] of environments.entries()) {
    const run = runRailwayTs(program, contextOf(environment ?? ANY_OTHER));
    if (run === undefined) return undefined;
    for (const resource of run.resources.filter(({ type }) => type === 'service' || type === 'fn')) note(services, resource, index, environments.length);
  }
  return { environments, services: [...services].map(([name, each]) => ({ name, ...each })) };
}

/** What Railway passes in, as far as it depends on the environment alone. */
function contextOf(environment: string): IacValue {
  const value = { keyRange: NOWHERE, value: { kind: 'literal' as const, value: environment, range: NOWHERE } };
  return { kind: 'object', range: NOWHERE, open: 'it is known only when Railway evaluates the file', properties: new Map([['environment', value], ['environmentName', value]]) };
}

interface GrowingService {
  readonly calls: Range[];
  readonly configs: IacValue[];
}

function note(services: Map<string, GrowingService>, resource: IacResource, index: number, count: number): void {
  const missing: IacValue = { kind: 'nothing', range: NOWHERE };
  const [, config = { kind: 'object' as const, properties: new Map(), open: undefined, range: NOWHERE }] = resource.parameters;
  for (const name of namesOf(resource)) {
    const service = services.get(name) ?? { calls: [], configs: Array.from({ length: count }, () => missing) };
    service.configs[index] = service.configs[index]?.kind === 'nothing' ? config : { kind: 'unknown', reason: 'the service is written in several places', range: resource.range };
    if (!service.calls.some(({ start, end }) => start === resource.range.start && end === resource.range.end)) service.calls.push(resource.range);
    services.set(name, service);
  }
}

/** The folder that a service is built from, as far as the file says. */
export function rootOf({ configs }: ExistingService): string | undefined {
  const [config] = configs;
  if (config === undefined) return undefined;
  const source = propertyOf(config, 'source');
  const options = source.kind === 'resource' ? source.parameters[1] : source;
  const values = [propertyOf(config, 'root'), propertyOf(config, 'rootDirectory'), ...(options === undefined ? [] : [propertyOf(options, 'rootDirectory')])];
  const found = values.find(({ kind }) => kind === 'literal');
  return found?.kind === 'literal' ? String(found.value).replaceAll(/^\.?\/+|\/+$/g, '') : undefined;
}

/** True for a service that runs a ready image. */
export function isImage({ configs: [config] }: ExistingService): boolean {
  const source = config === undefined ? undefined : propertyOf(config, 'source');
  return source?.kind === 'resource' && source.type === 'image';
}

/** Compares a setting with what the file says of it, environment by environment. */
export function compare(setting: Setting, service: ExistingService, { environments }: Existing): Comparison {
  const found = service.configs.map((config) => settingIn(config, kindOfReplicas(setting) ?? setting.at));
  const unclear = found.find((each): each is Unclear => typeof each === 'object' && each !== null && 'reason' in each);
  if (unclear !== undefined) return { state: 'conflict', because: `what railway.ts says cannot be told: ${unclear.reason}` };
  if (found.every((each) => each === undefined)) return missingOrSaidOtherwise(setting, service);
  const wanted = environments.map((name) => normal(setting.at, name !== undefined && setting.environments.has(name) ? setting.environments.get(name) : setting.base));
  const differing = found.findLastIndex((each, index) => !isSame(each as Value | undefined, wanted[index])); // unclear ones were looked for above
  if (differing === -1) return { state: 'present' };
  const value = found[differing] as Value | undefined;
  const where = environments[differing] === undefined || environments.length === 1 ? '' : ` in ${environments[differing] ?? ''}`;
  return { state: 'conflict', because: `railway.ts says ${value === undefined ? 'nothing' : jsonOf(value)}${where}` };
}

/** Replicas are said as a number or by region; a file that says them in the other way says something else. */
function missingOrSaidOtherwise(setting: Setting, { configs }: ExistingService): Comparison {
  const kind = kindOfReplicas(setting);
  if (kind === undefined) return { state: 'missing' };
  const other = kind === COUNT ? BY_REGION : COUNT;
  const said = configs.map((config) => settingIn(config, other)).find((value) => value !== undefined);
  if (said === undefined) return { state: 'missing' };
  return { state: 'conflict', because: `railway.ts says replicas ${other === COUNT ? 'by a number' : 'by region'}: ${isUnclear(said) ? said.reason : jsonOf(said)}` };
}

function kindOfReplicas({ at, base, environments }: Setting): string | undefined {
  if (at !== 'replicas') return at === COUNT || at === BY_REGION ? at : undefined;
  return [base, ...environments.values()].some(isMap) ? BY_REGION : COUNT;
}

interface Unclear {
  readonly reason: string;
}
type Found = Value | undefined | Unclear;

/** The names of a setting in `service()`, the one that counts first, as `service()` itself takes them. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  start: ['start', 'startCommand', 'run.command', 'deploy.startCommand'],
  preDeploy: ['preDeploy', 'preDeployCommand', 'run.preDeploy', 'deploy.preDeployCommand'],
  healthcheck: ['healthcheck', 'healthcheckPath', 'run.healthcheck', 'deploy.healthcheckPath'],
  healthcheckTimeout: ['healthcheckTimeout', 'run.healthcheckTimeout', 'deploy.healthcheckTimeout'],
};
const REPLICAS = ['replicas', COUNT, BY_REGION];

function settingIn(config: IacValue, at: string): Found {
  if (config.kind === 'unknown') return { reason: config.reason };
  if (REPLICAS.includes(at)) return replicasIn(config, at);
  if (at === 'build.buildCommand') {
    const build = valueAt(config, 'build');
    if (typeof build === 'string') return build;
  } else if (at.startsWith('build.') && typeof valueAt(config, 'build') === 'string') return undefined;
  for (const path of PATHS[at] ?? [at]) {
    const value = valueAt(config, path);
    if (value !== undefined) return isUnclear(value) ? value : normal(at, value);
  }
  return undefined;
}

/** The number of replicas, or their numbers by region. */
function replicasIn(config: IacValue, at: string): Found {
  const short = firstDefined(valueAt(config, 'replicas'), valueAt(config, 'regions'));
  if (isUnclear(short)) return short;
  if (at === COUNT) return typeof short === 'number' ? short : valueAt(config, COUNT);
  return isMap(short) ? normal('replicas', short) : valueAt(config, BY_REGION);
}

function firstDefined(first: Found, second: Found): Found {
  return first === undefined ? second : first;
}

function valueAt(config: IacValue, path: string): Found {
  let value = config;
  for (const key of path.split('.')) value = propertyOf(value, key);
  return plainValue(value);
}

function plainValue(value: IacValue): Found {
  if (value.kind === 'literal') return value.value;
  if (value.kind === 'nothing') return undefined;
  if (value.kind === 'array') return listOf(value.items);
  if (value.kind === 'object') return value.open === undefined ? mapOf(value.properties) : { reason: value.open };
  if (value.kind === 'unknown') return { reason: value.reason };
  return { reason: alternativesOf(value).length > 1 ? 'a condition that is no environment decides' : 'it is calculated' };
}

function listOf(values: readonly IacValue[]): Found {
  const items: Value[] = [];
  for (const each of values) {
    const item = plainValue(each);
    if (isUnclear(item)) return item;
    items.push(item ?? null);
  }
  return items;
}

function mapOf(properties: ReadonlyMap<string, { readonly value: IacValue }>): Found {
  const map = new Map<string, Value>();
  for (const [key, { value }] of properties) {
    const item = plainValue(value);
    if (isUnclear(item)) return item;
    map.set(key, item ?? null);
  }
  return map;
}

function isUnclear(value: Found): value is Unclear {
  return typeof value === 'object' && value !== null && !isMap(value as Value) && !isList(value as Value); // lists and maps are the other objects
}

/** Two ways to write the same: one command or a list of one, a number of replicas or an object that holds it. */
function normal(at: string, value: Value | undefined): Value | undefined {
  if (at === 'preDeploy') return typeof value === 'string' ? [value] : value;
  if (!REPLICAS.includes(at) || !isMap(value)) return value;
  return new Map([...value].map(([region, setting]) => [region, regionOf(setting)]));
}

function regionOf(setting: Value): Value {
  if (typeof setting === 'number') return new Map([['numReplicas', setting]]);
  if (!isMap(setting) || setting.has('numReplicas') || setting.has('stackerAssignment')) return setting;
  const count = setting.get('count') ?? setting.get('replicas');
  const stacker = setting.get('stacker');
  return new Map([...(count == null ? [] : [['numReplicas', count] as const]), ...(stacker == null ? [] : [['stackerAssignment', stacker] as const])]);
}
