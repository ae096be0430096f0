import { absent, derive, undecidable } from '../../model/fact.ts';
import type { Fact, Known } from '../../model/fact.ts';
import type { FactSet } from '../../model/facts.ts';
import type { Problem } from '../../model/problem.ts';
import type { CodeInput, CodeReading } from '../code-input.ts';
import { readQueries } from '../sql/read-queries.ts';
import { scriptSqlTexts } from './data/sql-texts.ts';
import { readAddresses } from './process/addresses.ts';
import { STEP_LIMIT } from './project/code-project.ts';
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
  const queries = await readQueries(scriptSqlTexts(loaded.project));
  return { facts: { ...result, 'schema.queries': queries, 'code.addresses': await readAddresses(input, loaded) }, problems: problemsOf(loaded), parsed: [...loaded.project.modules.keys()] };
}

function problemsOf({ project: { opened } }: Loaded): Problem[] {
  const unread = [...opened.unread, ...opened.unasked];
  const [first] = unread;
  if (first === undefined) return opened.problems;
  const others = unread.length === 1 ? '' : `, like ${unread.length - 1} other files`;
  return [...opened.problems, { kind: 'too-large', path: first, message: `not read${others}, because ${TOO_MUCH}` }];
}

const TOO_MUCH = 'there is more JavaScript here than a scan reads';

/** Why something may be missing; undefined when all was read. */
function gapOf({ project, isCut }: Loaded): string | undefined {
  if (project.opened.unread.size > 0) return TOO_MUCH;
  return isCut || project.work.steps > STEP_LIMIT ? 'its names lead further than we follow' : undefined;
}

function readFacts(loaded: Loaded): FactSet {
  const { project, isNext } = loaded;
  const facts: { [name: string]: Fact<unknown> } = {};
  const lists = (Object.entries(READERS) as [RecordName, (project: CodeProject) => Records[RecordName]][])
    .map(([name, read]) => [name, LAST.has(name) && loaded.isPassing() ? [] : read(project)] as const);
  const web = readWeb(project, isNext);
  const gap = gapOf(loaded);
  const asks = gap ?? (project.opened.unasked.size > 0 ? TOO_MUCH : undefined);
  for (const [name, list] of lists) facts[name] = listFact(name, list, ASKING.has(name) ? asks : gap);
  if (web === undefined) return facts as FactSet;
  const { app, routes, framework } = web;
  const complete = web.complete && gap === undefined;
  const paths = routes.map(({ path }) => path);
  const evidence: Known<unknown>[] = app === undefined ? paths.slice(0, 1) : [app.variable];
  if (app !== undefined) facts['web.app'] = derive('web.app', [app.variable], () => app);
  if (evidence.length === 0) return facts as FactSet;
  facts['runtime.framework'] = derive('runtime.framework', evidence, () => framework);
  facts['web.routes'] = derive('web.routes', paths.length === 0 ? evidence : paths, () => routes);
  const gaps = complete ? [] : [...web.gaps, ...(gap === undefined ? [] : [gap])].map((reason) => undecidable('web.routes', reason, evidence));
  facts['web.routesComplete'] = { state: 'known', name: 'web.routesComplete', value: complete, provenance: { kind: 'derived', from: [...evidence, ...gaps] } };
  const health = healthRoutes(routes);
  facts['web.healthRoutes'] = health.length === 0 ? absent('web.healthRoutes') : derive('web.healthRoutes', health, () => health);
  return facts as FactSet;
}

/** Lists of what is found in files that are opened last. */
const ASKING: ReadonlySet<string> = new Set(['http.clients', 'database.calls', 'database.readModifyWrites', 'database.transactionWaits']);

/** Lists of what is found in the files that the others open: they wait for the round in which no more join. */
const LAST: ReadonlySet<string> = new Set<RecordName>(['database.replicaReads', 'database.emitters', 'database.pooledTransactions', 'database.checkouts', 'schema.tables', 'database.calls',
  'database.readModifyWrites', 'database.transactionWaits', 'redis.calls', 'redis.patterns', 'redis.connections', 'cache.stores', 'http.requests', 'http.retries', 'async.groups', 'async.waitsInTurn',
  'async.lostTasks', 'queue.parts', 'queue.calls', 'queue.imports', 'tasks.handlers', 'tasks.states', 'tasks.timers', 'metrics.instruments', 'database.statementTimings']);

/** A list as a fact: what it was found in proves it; nothing found is absent when all was read. */
function listFact(name: string, list: readonly unknown[], gap: string | undefined): Fact<unknown> {
  const evidence = list.flatMap((item) => evidenceOf(item) ?? []);
  if (list.length === 0) return gap === undefined ? absent(name) : undecidable(name, gap, []);
  return derive(name, evidence, () => list);
}

function evidenceOf(item: unknown): Known<unknown> | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  if ('state' in item && item.state === 'known') return item as Known<unknown>;
  return 'at' in item ? (item.at as Known<unknown>) : undefined;
}
