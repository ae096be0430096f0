import { RAILWAY_FIELDS } from '../adapters/railway-fields.ts';
import type { FactCollector } from '../adapters/statements.ts';
import { entryOf, findNode } from '../documents/data.ts';
import { absentLive, live, type Fact } from '../model/fact.ts';
import type { FactName, ServiceFacts } from '../model/facts.ts';
import type { LiveInput, LivePlace } from '../model/live-state.ts';
import type { Statement } from '../model/statement.ts';
import { liveVariables } from './live-variables.ts';
import { placeAt } from './place-at.ts';
import { settingTree } from './setting-tree.ts';

/** Name of the source, beside those of the adapters. */
const BY = 'railway-live';

/** What the platform says of a service, in the words of files. */
export interface LiveStatements {
  /** What is set. */
  readonly stated: readonly Statement[];
  /** What is certainly not set there; it counts where nothing else says anything. */
  readonly unset: readonly Statement[];
}

/** Facts that a setting of the platform may hold, with the setting; those of `build` and `deploy` stand in RAILWAY_FIELDS. */
const OTHER_SETTINGS: readonly (readonly [FactName, string])[] = [
  ['build.watchPatterns', 'build.watchPatterns'], ['build.rootDirectory', 'source.rootDirectory'], ['deploy.variables', 'variables'], ['deploy.regions', 'deploy.multiRegionConfig'],
];

/** Without these a file, the builder or the platform's own choice counts, so that their absence proves nothing. */
const FALLING_BACK: readonly FactName[] = ['start.command', 'build.builder', 'build.dockerfilePath', 'deploy.regions'];

/** The statements of a service's settings on the platform. Values have the units that facts have. */
export function liveStatements(input: LiveInput): LiveStatements {
  const stated = [...otherStatements(input), ...fieldStatements(input), ...dockerfileStatements(input)];
  const known = new Set(stated.map(({ fact }) => fact.name));
  const unset = liveSettings().filter(([name]) => !known.has(name) && !FALLING_BACK.includes(name));
  return { stated, unset: unset.map(([name, setting]) => statement(absentLive(name, placeAt(input.service, input.state, setting)))) };
}

/** Every fact that the platform may state, with the name of its setting: `deploy.replicas` and `deploy.numReplicas`. */
export function liveSettings(): readonly (readonly [FactName, string])[] {
  const ofFields = RAILWAY_FIELDS.flatMap(({ section, key, writes }) => writes.map(({ fact, path = [] }) => [fact, [section, key, ...path].join('.')] as const));
  return [...ofFields, ...OTHER_SETTINGS];
}

/** `build` and `deploy`, as the reader of railway.json understands them. */
function fieldStatements({ state, service }: LiveInput): readonly Statement[] {
  const tree = settingTree(service);
  return RAILWAY_FIELDS.flatMap(({ section: name, key, read }) => {
    const section = findNode(tree, [name]);
    const value = entryOf(section, key)?.value;
    if (section?.kind !== 'object' || value === undefined) return [];
    const statements: Statement[] = [];
    read({ value, section, collector: collectorOf((fact) => placeAt(service, state, settingOf(fact, `${name}.${key}`)), statements), scope: {} });
    return statements;
  });
}

/** The setting below a key that holds a fact, `deploy.limitOverride.containers.cpu`; else the key itself. */
function settingOf(fact: string, key: string): string {
  return liveSettings().find(([name, setting]) => name === fact && setting.startsWith(`${key}.`))?.[1] ?? key;
}

function collectorOf(placeOf: (fact: string) => LivePlace, statements: Statement[]): FactCollector {
  return {
    known: (name, value) => void statements.push(statement(live(name, value, placeOf(name)))),
    unresolved: (name, reason) => void statements.push(statement({ state: 'unresolved', name, reason, provenance: { kind: 'live', place: placeOf(name) } })),
    part: (name, value) => live(name, value, placeOf(name)),
  };
}

/** Source, volumes and variables, which railway.json does not know. */
function otherStatements(input: LiveInput): readonly Statement[] {
  const { state, service: { source, volumes, variables }, service } = input;
  const say = <N extends FactName>(name: N, field: string, value: ServiceFacts[N] | undefined) =>
    (value === undefined ? [] : [statement(live(name, value, placeAt(service, state, field)))]);
  return [
    ...say('build.builder', 'source.image', source?.image !== undefined && source.repo === undefined ? 'image' : undefined),
    ...say('build.rootDirectory', 'source.rootDirectory', source?.rootDirectory === '' ? undefined : source?.rootDirectory), // empty where nothing is set: the root
    ...say('deploy.volumeMount', 'volumes', volumes[0]?.mountPath),
    ...say('deploy.variables', 'variables', variables.length === 0 ? undefined : liveVariables(input)),
  ];
}

/** https://docs.railway.com/variables/reference#user-provided-configuration-variables */
function dockerfileStatements({ state, service }: LiveInput): readonly Statement[] {
  const path = service.variables.find(({ name }) => name === 'RAILWAY_DOCKERFILE_PATH');
  if (path?.value === undefined || path.value === '') return [];
  return [statement(live('build.dockerfilePath', path.value, placeAt(service, state, `variables.${path.name}`)))];
}

function statement(fact: Fact<unknown>): Statement {
  return { by: BY, fact: fact as Statement['fact'] };
}
