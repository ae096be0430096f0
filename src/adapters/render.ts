import { findNode, stringOf, stringsOf } from '../documents/data.ts';
import type { DataNode, ObjectNode } from '../documents/data.ts';
import { declared } from '../model/fact.ts';
import type { Known } from '../model/fact.ts';
import type { Variable } from '../model/facts/build.ts';
import { baseName } from '../model/files.ts';
import type { Adapter } from './adapter.ts';
import { databaseServer } from './database-images.ts';
import { itemsOf, scalarText, stateNumber, stateServers, stateText } from './node-statements.ts';
import { plain, type SettingKey } from './setting-key.ts';
import type { Collector, Scope } from './statements.ts';
import { readYamlFile } from './yaml-file.ts';

/** render.yaml: services and databases of a blueprint. https://render.com/docs/blueprint-spec */
export const render: Adapter = {
  name: 'render',
  matches: (path) => /^render\.ya?ml$/.test(baseName(path)),
  read: (file) => readYamlFile('render', file, readBlueprint),
};

const KINDS: Readonly<Record<string, 'web' | 'worker' | 'cron'>> = { web: 'web', pserv: 'web', worker: 'worker', cron: 'cron' };
const TEXTS = {
  rootDir: 'build.rootDirectory', buildCommand: 'build.command', startCommand: 'start.command', dockerCommand: 'start.command',
  dockerfilePath: 'build.dockerfilePath', preDeployCommand: 'deploy.preDeployCommand', healthCheckPath: 'deploy.healthcheckPath',
  schedule: 'deploy.cronSchedule',
} as const;
const REPLICAS = ['numInstances'];
const SHUTDOWN = ['maxShutdownDelaySeconds'];

/** Where each fact stands in a service of render.yaml. */
export const RENDER_KEYS: readonly SettingKey[] = [
  ...Object.entries(TEXTS).filter(([key]) => key !== 'dockerCommand').map(([key, fact]) => plain(fact, [key])),
  plain('deploy.replicas', REPLICAS), plain('deploy.drainingSeconds', SHUTDOWN),
];

/** A service of a blueprint, with the path to it. */
export interface BlueprintService {
  readonly node: DataNode;
  readonly path: readonly (string | number)[];
}

function readBlueprint(root: ObjectNode, collector: Collector): void {
  const servers: Known<string>[] = [];
  for (const { node } of blueprintServices(root)) {
    if (isCache(node)) servers.push(serverOf('redis', node, collector));
    else if (node.kind === 'object') readService(node, collector);
  }
  const parts = partsOf(root).map(({ node }) => node);
  const databases = parts.flatMap((part) => itemsOf(findNode(part, ['databases'])));
  servers.push(...databases.map((database) => serverOf('postgresql', database, collector)));
  const plan = databases.length === 1 ? findNode(databases[0], ['plan']) : undefined;
  const name = stringOf(plan);
  if (plan !== undefined && name !== undefined) collector.known('database.plan', `render ${name}`, plan.range);
  stateServers(collector, servers);
}

/** The services of a blueprint: they stand at the top, or in the environments of projects. */
export function blueprintServices(root: DataNode): readonly BlueprintService[] {
  return partsOf(root).flatMap(({ node, path }) =>
    itemsOf(findNode(node, ['services'])).map((service, index) => ({ node: service, path: [...path, 'services', index] })));
}

function partsOf(root: DataNode): readonly BlueprintService[] {
  const projects = itemsOf(findNode(root, ['projects'])).flatMap((project, index) =>
    itemsOf(findNode(project, ['environments'])).map((node, inner) => ({ node, path: ['projects', index, 'environments', inner] })));
  return [{ node: root, path: [] }, ...projects];
}

function isCache(service: DataNode): boolean {
  return ['redis', 'keyvalue'].includes(stringOf(findNode(service, ['type'])) ?? '');
}

function serverOf(kind: string, node: DataNode, collector: Collector): Known<string> {
  const name = findNode(node, ['name']);
  return databaseServer(kind, stringOf(name) ?? '', collector.file, (name ?? node).range);
}

function readService(service: ObjectNode, collector: Collector): void {
  const serviceName = stringOf(findNode(service, ['name']));
  const scope: Scope = serviceName === undefined ? {} : { service: serviceName };
  for (const [key, name] of Object.entries(TEXTS)) stateText(collector, name, findNode(service, [key]), scope);
  readKind(service, collector, scope);
  const replicas = findNode(service, REPLICAS) ?? findNode(service, ['scaling', 'minInstances']);
  stateNumber(collector, 'deploy.replicas', replicas, scope);
  stateNumber(collector, 'deploy.drainingSeconds', findNode(service, SHUTDOWN), scope);
  stateText(collector, 'deploy.volumeMount', findNode(service, ['disk', 'mountPath']), scope);
  const paths = findNode(service, ['buildFilter', 'paths']);
  const patterns = stringsOf(paths);
  if (paths !== undefined && patterns !== undefined) collector.known('build.watchPatterns', patterns, paths.range, scope);
  readVariables(findNode(service, ['envVars']), collector, scope);
}

function readKind(service: ObjectNode, collector: Collector, scope: Scope): void {
  const type = findNode(service, ['type']);
  const runtime = findNode(service, ['runtime']) ?? findNode(service, ['env']);
  const kind = stringOf(runtime) === 'static' ? 'static' : KINDS[stringOf(type) ?? ''];
  if (type !== undefined && kind !== undefined) collector.known('service.kind', kind, type.range, scope);
  if (runtime === undefined) return;
  if (stringOf(runtime) === 'docker') collector.known('build.builder', 'dockerfile', runtime.range, scope);
  if (stringOf(runtime) === 'image') collector.known('build.builder', 'image', runtime.range, scope);
}

function readVariables(node: DataNode | undefined, collector: Collector, scope: Scope): void {
  const { file } = collector;
  const variables = itemsOf(node).flatMap((item): readonly Variable[] => {
    const key = findNode(item, ['key']);
    const name = stringOf(key);
    if (key === undefined || name === undefined) return [];
    return [{ variable: name, value: scalarText(findNode(item, ['value'])), at: declared('deploy.variables', name, file, key.range), scope: 'run' }];
  });
  if (node !== undefined && variables.length > 0) collector.known('deploy.variables', variables, node.range, scope);
}
