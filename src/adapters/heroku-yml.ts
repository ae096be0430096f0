import { findNode, stringOf, stringsOf } from '../documents/data.ts';
import type { DataNode, ObjectNode } from '../documents/data.ts';
import { baseName } from '../model/files.ts';
import type { Adapter } from './adapter.ts';
import { variablesOf } from './data-file.ts';
import { addonServers, statePlan } from './database-images.ts';
import { stateServers, stateText } from './node-statements.ts';
import type { Collector } from './statements.ts';
import { readYamlFile } from './yaml-file.ts';

/** heroku.yml: https://devcenter.heroku.com/articles/build-docker-images-heroku-yml */
export const herokuYml: Adapter = {
  name: 'heroku-yml',
  matches: (path) => baseName(path) === 'heroku.yml',
  read: (file) => readYamlFile('heroku-yml', file, readHeroku),
};

function readHeroku(root: ObjectNode, collector: Collector): void {
  const docker = findNode(root, ['build', 'docker']);
  if (docker?.kind === 'object') {
    collector.known('build.builder', 'dockerfile', docker.range);
    for (const { key, value } of docker.entries) {
      const path = value.kind === 'object' ? findNode(value, ['dockerfile']) : value;
      stateText(collector, 'build.dockerfilePath', path, key === 'web' ? {} : { process: key });
    }
  }
  const run = findNode(root, ['run']);
  for (const { key, value } of run?.kind === 'object' ? run.entries : []) {
    readCommand(value.kind === 'object' ? findNode(value, ['command']) : value, (text, node) => collector.known('start.command', text, node.range, { process: key }));
  }
  readCommand(findNode(root, ['release', 'command']), (text, node) => collector.known('deploy.preDeployCommand', text, node.range));
  const config = findNode(root, ['setup', 'config']);
  const variables = variablesOf(config, 'run', collector.file);
  if (config !== undefined && variables.length > 0) collector.known('deploy.variables', variables, config.range);
  const addons = findNode(root, ['setup', 'addons']);
  stateServers(collector, addonServers(addons, collector.file));
  statePlan(collector, addons);
}

/** A string, or lines that run one after the other. */
function readCommand(node: DataNode | undefined, use: (text: string, node: DataNode) => void): void {
  const text = stringOf(node) ?? stringsOf(node)?.join(' && ');
  if (node !== undefined && text !== undefined && text !== '') use(text, node);
}
