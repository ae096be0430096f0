import { findNode, numberOf, stringOf } from '../documents/data.ts';
import type { DataNode, ObjectNode } from '../documents/data.ts';
import { baseName } from '../model/files.ts';
import type { Adapter } from './adapter.ts';
import { readDataFile, variablesOf } from './data-file.ts';
import { stateNumber, stateText } from './node-statements.ts';
import { plain, type SettingKey } from './setting-key.ts';
import type { Collector } from './statements.ts';

/** fly.toml: https://fly.io/docs/reference/configuration/ */
export const fly: Adapter = {
  name: 'fly',
  matches: (path) => /^fly(?:\.[\w-]+)?\.toml$/.test(baseName(path)),
  read: (file) => readDataFile({ by: 'fly', file, format: 'toml' }, readFly),
};

const KEYS = { dockerfile: ['build', 'dockerfile'], release: ['deploy', 'release_command'], timeout: ['kill_timeout'] } as const;

/** Where each fact stands in fly.toml. */
export const FLY_KEYS: readonly SettingKey[] = [
  plain('build.dockerfilePath', KEYS.dockerfile), plain('deploy.preDeployCommand', KEYS.release),
  { fact: 'deploy.drainingSeconds', path: KEYS.timeout, written: (value, before) => (typeof before === 'string' && /[a-z]/.test(before) ? `${value}s` : value) },
  { ...plain('deploy.healthcheckPath'), path: undefined },
];

const MEGABYTES: Readonly<Record<string, number>> = { kb: 1 / 1024, mb: 1, gb: 1024 };

function readFly(root: ObjectNode, collector: Collector): void {
  stateText(collector, 'build.dockerfilePath', findNode(root, KEYS.dockerfile));
  stateText(collector, 'deploy.preDeployCommand', findNode(root, KEYS.release));
  stateText(collector, 'deploy.volumeMount', findNode(first(findNode(root, ['mounts'])), ['destination']));
  readBuilder(root, collector);
  readProcesses(findNode(root, ['processes']), collector);
  readHealthCheck(root, collector);
  readMachine(root, collector);
  const env = findNode(root, ['env']);
  const variables = variablesOf(env, 'run', collector.file);
  if (env !== undefined && variables.length > 0) collector.known('deploy.variables', variables, env.range);
}

function readBuilder(root: ObjectNode, collector: Collector): void {
  const image = findNode(root, ['build', 'image']);
  if (image !== undefined) collector.known('build.builder', 'image', image.range);
  const builder = findNode(root, ['build', 'builder']);
  const [name] = (stringOf(builder) ?? '').split('/');
  if (builder !== undefined && (name === 'paketobuildpacks' || name === 'paketo')) collector.known('build.builder', 'paketo', builder.range);
  if (builder !== undefined && name === 'heroku') collector.known('build.builder', 'heroku', builder.range);
}

/** Commands of process groups replace CMD; the group that is called `app` is the one that Fly makes by itself, and so the web process. */
function readProcesses(node: DataNode | undefined, collector: Collector): void {
  if (node?.kind !== 'object') return;
  const names = new Set(node.entries.map(({ key }) => key));
  for (const { key, value } of node.entries) {
    const process = key === 'app' && !names.has('web') ? 'web' : key;
    stateText(collector, 'start.command', value, { process });
  }
}

function readHealthCheck(root: ObjectNode, collector: Collector): void {
  const service = findNode(root, ['http_service']);
  const places = [
    findNode(first(findNode(service, ['checks'])), ['path']),
    findNode(first(findNode(first(findNode(root, ['services'])), ['http_checks'])), ['path']),
    ...(objectOf(findNode(root, ['checks']))?.entries ?? []).map(({ value }) => findNode(value, ['path'])),
  ];
  stateText(collector, 'deploy.healthcheckPath', places.find((place) => stringOf(place) !== undefined));
}

function readMachine(root: ObjectNode, collector: Collector): void {
  const stop = findNode(root, ['http_service', 'auto_stop_machines']);
  const running = numberOf(findNode(root, ['http_service', 'min_machines_running'])) ?? 0;
  if (stop !== undefined && (stop.kind === 'boolean' || stop.kind === 'string')) {
    collector.known('deploy.sleep', stop.value !== false && stop.value !== 'off' && running === 0, stop.range);
  }
  stateNumber(collector, 'deploy.drainingSeconds', findNode(root, KEYS.timeout), { convert: secondsOf });
  const machine = first(findNode(root, ['vm']));
  const memory = findNode(machine, ['memory']) ?? findNode(machine, ['memory_mb']);
  stateNumber(collector, 'deploy.memoryLimit', memory, { convert: megabytesOf });
  stateNumber(collector, 'deploy.cpuLimit', findNode(machine, ['cpus']));
}

function secondsOf(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,6})\s*(ms|s|m|h)?$/.exec(text.trim()) ?? [];
  if (amount === undefined) return undefined;
  const factor = unit === 'ms' ? 1 / 1000 : unit === 'm' ? 60 : unit === 'h' ? 3600 : 1;
  return Number(amount) * factor;
}

function megabytesOf(text: string): number | undefined {
  const [, amount, unit = 'mb'] = /^(\d{1,9})\s*([kmg]b)?$/i.exec(text.trim()) ?? [];
  return amount === undefined ? undefined : Number(amount) * (MEGABYTES[unit.toLowerCase()] ?? 1);
}

/** The first table of `[[name]]`, or the table of `[name]`. */
function first(node: DataNode | undefined): DataNode | undefined {
  return node?.kind === 'array' ? node.items[0] : node;
}

function objectOf(node: DataNode | undefined): ObjectNode | undefined {
  return node?.kind === 'object' ? node : undefined;
}
