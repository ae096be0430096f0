import type { WorkerFork } from '../../../model/facts/code.ts';
import { declared } from '../../../model/fact.ts';
import { isOneOff } from '../names/scope-of.ts';
import { calledKeys } from '../names/sites.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Site } from '../syntax/module.ts';

const FORK = /^cluster#(?:default\.)?fork$|^throng#/;
const COUNT = /^os#(?:default\.)?(cpus|availableParallelism)$/;

/** Names of variables that say how many processes there are, wherever the module reads them. */
const VARIABLE = /\b(?:WEB_CONCURRENCY|[A-Z][A-Z_]*(?:WORKERS|CONCURRENCY|PROCESSES|INSTANCES))\b/;

/** Counts of CPUs in modules that start a process for each: `for (const _ of os.cpus()) cluster.fork()`. */
export function readForks(project: CodeProject): WorkerFork[] {
  const forking = new Set<Site['module']>();
  const counts: { readonly site: Site; readonly call: string }[] = [];
  for (const [key, sites] of calledKeys(project)) {
    const name = key.replace(/^node:/, '');
    const [, call] = COUNT.exec(name) ?? [];
    if (FORK.test(name)) for (const { module } of sites) forking.add(module);
    if (call !== undefined) counts.push(...sites.map((site) => ({ site, call })));
  }
  return counts.filter(({ site }) => forking.has(site.module) && !isOneOff(project, site.module)).map(({ site, call }) => forkAt(site, call));
}

/** The count as an expression, `os.cpus().length`, and whether a variable may take its place. */
function forkAt({ module: { file }, node }: Site, call: string): WorkerFork {
  const behind = /^\s*\.length\b/.exec(file.text.slice(node.end))?.[0] ?? '';
  const range = { start: node.start, end: node.end + behind.length };
  const lineStart = file.text.lastIndexOf('\n', range.start) + 1;
  const isVariable = /process\.env|Bun\.env/.test(file.text.slice(lineStart, range.start)) || VARIABLE.test(file.text);
  return { count: declared('process.fork', file.text.slice(range.start, range.end), file, range), call, isNumber: behind !== '' || call !== 'cpus', isVariable };
}
