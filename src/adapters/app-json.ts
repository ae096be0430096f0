import { entryOf, findNode, stringOf } from '../documents/data.ts';
import type { DataNode, ObjectNode } from '../documents/data.ts';
import { declared } from '../model/fact.ts';
import type { Variable } from '../model/facts/build.ts';
import { baseName } from '../model/files.ts';
import type { Adapter } from './adapter.ts';
import { readDataFile } from './data-file.ts';
import { addonServers, statePlan } from './database-images.ts';
import { stateNumber, stateServers } from './node-statements.ts';
import { plain, type SettingKey } from './setting-key.ts';
import type { Collector } from './statements.ts';

/** app.json of Heroku: https://devcenter.heroku.com/articles/app-json-schema. Expo has a file of this name too. */
export const appJson: Adapter = {
  name: 'app-json',
  matches: (path) => baseName(path) === 'app.json',
  read: (file) => readDataFile({ by: 'app-json', file, format: 'json' }, readAppJson),
};

/** Where each fact stands in app.json. */
export const APP_JSON_KEYS: readonly SettingKey[] = [plain('deploy.replicas', ['formation', 'web', 'quantity'])];

function readAppJson(root: ObjectNode, collector: Collector): void {
  if (entryOf(root, 'expo') !== undefined) return;
  readFormation(entryOf(root, 'formation')?.value, collector);
  const addons = findNode(root, ['addons']);
  stateServers(collector, addonServers(addons, collector.file));
  statePlan(collector, addons);
  const env = entryOf(root, 'env')?.value;
  if (env?.kind !== 'object' || env.entries.length === 0) return;
  const variables = env.entries.map(({ key, keyRange, value }): Variable => ({
    variable: key, value: stringOf(value) ?? stringOf(findNode(value, ['value'])), at: declared('deploy.variables', key, collector.file, keyRange), scope: 'run',
  }));
  collector.known('deploy.variables', variables, env.range);
}

function readFormation(node: DataNode | undefined, collector: Collector): void {
  if (node?.kind !== 'object') return;
  for (const { key, value } of node.entries) {
    stateNumber(collector, 'deploy.replicas', findNode(value, ['quantity']), key === 'web' ? {} : { process: key });
  }
}
