import { entryOf, findNode, stringOf } from '../documents/data.ts';
import type { DataEntry, DataNode, ObjectNode } from '../documents/data.ts';
import { splitWords } from '../documents/shell/split-words.ts';
import { declared } from '../model/fact.ts';
import type { Known } from '../model/fact.ts';
import type { Variable } from '../model/facts/build.ts';
import type { Pooler } from '../model/facts/data.ts';
import { baseName, folderOf, joinPath } from '../model/files.ts';
import type { Adapter } from './adapter.ts';
import { databaseKindOf, databaseServer } from './database-images.ts';
import { quoteWords } from './dockerfile/start.ts';
import { poolerOfCompose, statePoolers } from './poolers.ts';
import { itemsOf, scalarText, stateNumber, stateServers } from './node-statements.ts';
import type { Collector, Scope } from './statements.ts';
import { readYamlFile } from './yaml-file.ts';

const NAME = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i;

/** Compose files: services with their build and command, and the databases beside them. https://docs.docker.com/reference/compose-file/ */
export const compose: Adapter = {
  name: 'compose',
  matches: (path) => NAME.test(baseName(path)),
  read: (file) => readYamlFile('compose', file, readServices),
};

const RESTARTS: Readonly<Record<string, 'on_failure' | 'always' | 'never'>> = {
  no: 'never', always: 'always', 'unless-stopped': 'always', 'on-failure': 'on_failure',
};

function readServices(root: ObjectNode, collector: Collector): void {
  const services = findNode(root, ['services']);
  if (services?.kind !== 'object') return;
  const databases: Known<string>[] = [];
  const poolers: Pooler[] = [];
  for (const { key, keyRange, value } of services.entries) {
    if (value.kind !== 'object') continue;
    const image = stringOf(findNode(value, ['image'])) ?? '';
    const kind = databaseKindOf(withDefaults(image) ?? image);
    const pooler = poolerOfCompose(value, withDefaults(image) ?? image, { key, keyRange, collector });
    if (pooler !== undefined) poolers.push(pooler);
    if (kind === undefined) readService(value, collector, { service: key });
    else {
      databases.push(databaseServer(kind, key, collector.file, keyRange));
      if (kind === 'postgresql') readMaxConnections(value, collector);
    }
  }
  stateServers(collector, databases);
  statePoolers(collector, poolers);
}

function readService(service: ObjectNode, collector: Collector, scope: Scope): void {
  readBuild(entryOf(service, 'build'), collector, scope);
  readCommand(service, collector, scope);
  readEnvironment(entryOf(service, 'environment'), collector, scope);
  stateNumber(collector, 'deploy.replicas', findNode(service, ['deploy', 'replicas']) ?? findNode(service, ['scale']), scope);
  const restart = findNode(service, ['restart']);
  const policy = RESTARTS[(stringOf(restart) ?? '').split(':')[0] ?? ''];
  if (restart !== undefined && policy !== undefined) collector.known('deploy.restartPolicy', policy, restart.range, scope);
}

/** `build: ./api`, or a mapping with context and dockerfile; paths count from the file's folder. */
function readBuild(entry: DataEntry | undefined, collector: Collector, scope: Scope): void {
  if (entry === undefined) return;
  const written = entry.value.kind === 'object' ? findNode(entry.value, ['context']) : entry.value;
  const place = written ?? entry.value;
  const context = pathFrom(folderOf(collector.file.path), stringOf(written) ?? '.');
  if (context === undefined) return;
  collector.known('build.rootDirectory', context, place.range, scope);
  const dockerfile = findNode(entry.value, ['dockerfile']);
  const path = pathFrom(context, stringOf(dockerfile) ?? 'Dockerfile');
  if (path !== undefined) collector.known('build.dockerfilePath', path, (dockerfile ?? place).range, scope);
}

/** A path of the project; undefined for an address, and for one that the environment decides. */
function pathFrom(folder: string, written: string): string | undefined {
  const path = withDefaults(written);
  return path === undefined || path.includes('://') ? undefined : joinPath(folder, path);
}

/** No shell runs a command of compose: a string is split into words. https://docs.docker.com/reference/compose-file/services/#command */
function readCommand(service: ObjectNode, collector: Collector, scope: Scope): void {
  const command = entryOf(service, 'command') ?? entryOf(service, 'entrypoint');
  if (command === undefined || command.value.kind === 'null') return;
  const words = [...(wordsOf(findNode(service, ['entrypoint'])) ?? []), ...(wordsOf(findNode(service, ['command'])) ?? [])];
  const { range } = command.value;
  const values = words.map(withDefaults);
  const missing = words.find((_word, index) => values[index] === undefined);
  if (missing !== undefined) return collector.unresolved('start.command', `${missing} comes from the environment of docker compose`, range, scope);
  if (words.length === 0) return;
  collector.known('start.command', quoteWords(values.map((value) => value ?? '')), range, scope);
  collector.known('start.form', 'exec', range, scope);
}

function wordsOf(node: DataNode | undefined): readonly string[] | undefined {
  if (node?.kind === 'array') return node.items.map((item) => (item.kind === 'array' || item.kind === 'object' ? '' : String(item.value)));
  const text = stringOf(node);
  if (text === undefined) return undefined;
  const split = splitWords(text);
  return split.ok ? split.document : [text];
}

function readEnvironment(entry: DataEntry | undefined, collector: Collector, scope: Scope): void {
  if (entry === undefined) return;
  const { file } = collector;
  const pairs = entry.value.kind === 'object'
    ? entry.value.entries.map(({ key, keyRange, value }) => ({ name: key, text: scalarText(value), range: keyRange }))
    : entry.value.kind === 'array' ? entry.value.items.flatMap(pairOf) : [];
  const variables = pairs.map(({ name, text, range }): Variable => ({
    variable: name, value: text === undefined ? undefined : withDefaults(text), at: declared('deploy.variables', name, file, range), scope: 'run',
  }));
  if (variables.length > 0) collector.known('deploy.variables', variables, entry.value.range, scope);
}

function pairOf(item: DataNode): readonly { readonly name: string; readonly text: string | undefined; readonly range: DataNode['range'] }[] {
  const text = stringOf(item);
  if (text === undefined) return [];
  const equals = text.indexOf('=');
  return [{ name: equals === -1 ? text : text.slice(0, equals), text: equals === -1 ? undefined : text.slice(equals + 1), range: item.range }];
}

/** `-c max_connections=200` of the command, or what the image is told through its environment. */
function readMaxConnections(service: ObjectNode, collector: Collector): void {
  const command = findNode(service, ['command']);
  const environment = findNode(service, ['environment']);
  const entries = environment?.kind === 'object' ? environment.entries : [];
  const texts: readonly (readonly [DataNode | undefined, string])[] = [
    [command, (wordsOf(command) ?? []).join(' ')],
    ...entries.map(({ key, value }) => [value, `${key}=${scalarText(value) ?? ''}`] as const),
    ...itemsOf(environment).map((item) => [item, stringOf(item) ?? ''] as const),
  ];
  for (const [node, text] of texts) {
    const value = /(?:^|[\s=])(?:--|-c ?)?max[_-]connections[= ](\d{1,6})\b/.exec(text)?.[1] ?? /^POSTGRESQL_MAX_CONNECTIONS=(\d{1,6})$/.exec(text)?.[1];
    if (node !== undefined && value !== undefined) return collector.known('database.maxConnections', Number(value), node.range);
  }
}

/** Compose puts `${VAR:-default}` in from its own environment; undefined when it gives no default. `$$` is a dollar sign. */
function withDefaults(text: string): string | undefined {
  let missing = false;
  const result = text.replaceAll(/\$(?:\$|(\w+)|\{(\w+)(?::?-([^{}]*)|[:?+][^{}]*)?\})/g, (all, plain?: string, braced?: string, fallback?: string) => {
    if (plain === undefined && braced === undefined) return all === '$$' ? '$' : all;
    missing ||= fallback === undefined;
    return fallback ?? '';
  });
  return missing ? undefined : result;
}
