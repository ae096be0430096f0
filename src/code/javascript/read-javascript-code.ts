import { absent, derive, undecidable } from '../../model/fact.ts';
import type { Fact, Known } from '../../model/fact.ts';
import type { FactSet } from '../../model/facts.ts';
import type { CodeInput, CodeReading } from '../code-input.ts';
import type { CodeProject } from './project/code-project.ts';
import { isApplicationCode } from './project/paths.ts';
import { loadProject } from './project/load.ts';
import type { Loaded } from './project/load.ts';
import { READERS } from './readers.ts';
import type { RecordName, Records } from './records.ts';
import { healthRoutes } from './web/health.ts';
import { readWeb } from './web/read-web.ts';

/** Reads the JavaScript and TypeScript of a service into facts. */
export async function readJavaScriptCode(input: CodeInput): Promise<CodeReading> {
  if (!input.paths.some((path) => isApplicationCode(path, input.root))) return { facts: {}, problems: [], parsed: [] };
  const { result, loaded } = await loadProject(input, readFacts);
  return { facts: result, problems: loaded.problems, parsed: [...loaded.project.modules.keys()] };
}

function readFacts({ project, isNext }: Loaded): FactSet {
  const facts: { [name: string]: Fact<unknown> } = {};
  for (const [name, read] of Object.entries(READERS) as [RecordName, (project: CodeProject) => Records[RecordName]][]) facts[name] = listFact(name, read(project));
  const web = readWeb(project, isNext);
  if (web === undefined) return facts as FactSet;
  const { app, routes, complete, framework } = web;
  const paths = routes.map(({ path }) => path);
  const evidence: Known<unknown>[] = app === undefined ? paths.slice(0, 1) : [app.variable];
  if (app !== undefined) facts['web.app'] = derive('web.app', [app.variable], () => app);
  if (evidence.length === 0) return facts as FactSet;
  facts['runtime.framework'] = derive('runtime.framework', evidence, () => framework);
  facts['web.routes'] = derive('web.routes', paths.length === 0 ? evidence : paths, () => routes);
  const gaps = complete ? [] : web.gaps.map((gap) => undecidable('web.routes', gap, evidence));
  facts['web.routesComplete'] = { state: 'known', name: 'web.routesComplete', value: complete, provenance: { kind: 'derived', from: [...evidence, ...gaps] } };
  const health = healthRoutes(routes);
  facts['web.healthRoutes'] = health.length === 0 ? absent('web.healthRoutes') : derive('web.healthRoutes', health, () => health);
  return facts as FactSet;
}

/** A list as a fact: what it was found in proves it; nothing found is absent. */
function listFact(name: string, list: readonly unknown[]): Fact<unknown> {
  const evidence = list.flatMap((item) => evidenceOf(item) ?? []);
  return list.length === 0 ? absent(name) : derive(name, evidence, () => list);
}

function evidenceOf(item: unknown): Known<unknown> | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  if ('state' in item && item.state === 'known') return item as Known<unknown>;
  return 'at' in item ? (item.at as Known<unknown>) : undefined;
}
