import { loadTypeScriptParser } from '../../../documents/typescript.ts';
import { valueOf } from '../../../model/fact.ts';
import type { CodeInput } from '../../code-input.ts';
import { capabilityOf } from '../process/capabilities.ts';
import { nextConfigPath, nextEntries } from '../web/next.ts';
import type { Caches, CodeProject } from './code-project.ts';
import { readConfig } from './config.ts';
import type { ProjectConfig } from './config.ts';
import { findEntry } from './entry.ts';
import { graphFrom } from './graph.ts';
import type { Graph } from './graph.ts';
import { interestOf } from './interest.ts';
import type { Interest } from './interest.ts';
import { openFiles, SERVICE_LIMIT, UNKNOWN_LIMIT } from './open-files.ts';
import type { OpenFiles } from './open-files.ts';
import { isApplicationCode, isScript } from './paths.ts';

/** Files that join while the readers run are listed in the next round. */
const ROUNDS = 12;

export interface Loaded {
  readonly project: CodeProject;
  readonly isNext: boolean;
  /** True when the readers still wanted to see more at the end. */
  readonly isCut: boolean;
  /** True while another round follows anyway, because files joined in this one: what is read now is thrown away. */
  readonly isPassing: () => boolean;
}

/** Parses what matters of a service; `use` runs after each round, and may open more files. */
export async function loadProject<T>(input: CodeInput, use: (loaded: Loaded) => T): Promise<{ readonly result: T; readonly loaded: Loaded }> {
  const config = await readConfig(input.files);
  const entry = findEntry(input, config);
  const code = input.paths.filter((path) => isApplicationCode(path, input.root) || path === entry);
  const isNext = isNextProject(input, entry);
  const starts = [...(entry === undefined ? [] : [entry]), ...(isNext ? nextEntries(code, input.root) : [])];
  const graph = graphFrom(input, config, starts.length === 0 ? code : starts);
  const reachable = starts.length === 0 ? undefined : graph.reachable;
  const opened = openFiles(input.files, await loadTypeScriptParser(), starts.length === 0 ? UNKNOWN_LIMIT : SERVICE_LIMIT);
  const asking = openFirst(input, opened, { entry, code, reachable });
  return readInRounds({ input, config, entry, graph, reachable, opened, isNext, asking }, use);
}

interface Start {
  readonly input: CodeInput;
  readonly config: ProjectConfig;
  readonly entry: string | undefined;
  readonly graph: Graph;
  readonly reachable: ReadonlySet<string> | undefined;
  readonly opened: OpenFiles;
  readonly isNext: boolean;
  /** Files that are opened when everything else is. */
  readonly asking: string[];
}

function readInRounds<T>(start: Start, use: (loaded: Loaded) => T): { readonly result: T; readonly loaded: Loaded } {
  const { input, config, entry, graph, reachable, opened, isNext, asking } = start;
  const kept: Omit<Caches, 'calls' | 'keys' | 'names' | 'instances' | 'listed' | 'listedMade'> = { targets: new Map(), variables: new Map(), made: new Map(), oneOff: new Map(), called: new Set() };
  const work = { steps: 0 };
  for (let round = 1; ; round += 1) {
    const modules = new Map([...opened.modules].sort(([a], [b]) => (a < b ? -1 : 1)));
    const project: CodeProject = { input, config, modules, opened, entry, reachable, work, importersOf: (path) => graph.importers.get(path) ?? [],
      caches: { ...kept, listed: new Map(), listedMade: new Map(), calls: undefined, keys: undefined, names: undefined, instances: undefined } };
    const result = use({ project, isNext, isCut: graph.isCut || round === ROUNDS, isPassing: () => round < ROUNDS && opened.modules.size > modules.size });
    const isSettled = opened.modules.size === modules.size;
    if (isSettled && asking.length > 0) {
      for (const path of asking.splice(0)) opened.openAsking(path);
      if (opened.modules.size > modules.size || opened.unasked.size + opened.unread.size > 0) continue;
    }
    if (isSettled || round === ROUNDS) return { result, loaded: { project, isNext, isCut: graph.isCut || !isSettled, isPassing: () => false } };
  }
}

/** A Next project that is started as such, or that has nothing else to start. */
function isNextProject(input: CodeInput, entry: string | undefined): boolean {
  const command = valueOf(input.facts['start.serverCommand']) ?? valueOf(input.facts['start.command']) ?? '';
  if (/(?:^|[\s/])next\s+(?:start|dev)\b|\.next\/standalone/.test(command) || valueOf(input.facts['start.server']) === 'next') return true;
  const isNext = nextConfigPath(input.files.paths, input.root) !== undefined || valueOf(input.facts['runtime.framework']) === 'next';
  return isNext && (entry === undefined || /(?:^|\/)server\.[cm]?[jt]s$/.test(entry));
}

interface Known {
  readonly entry: string | undefined;
  readonly code: readonly string[];
  readonly reachable: ReadonlySet<string> | undefined;
}

/** Opens what readers look for, the most telling files first; gives those that only ask other servers, for later. */
function openFirst(input: CodeInput, opened: OpenFiles, { entry, code, reachable }: Known): string[] {
  if (entry !== undefined) opened.open(entry);
  const loaded = (reachable === undefined ? code : [...reachable].sort()).flatMap((path) => {
    const file = /\.[cm]?[jt]sx?$/.test(path) && !path.includes('node_modules/') ? input.files.read(path) : undefined;
    return file === undefined ? [] : [{ path, interest: interestOf(file) }];
  }).filter(({ interest }) => interest.runs !== 'browser');
  for (const { path, interest } of loaded) if (interest.serves) opened.open(path);
  for (const path of firstOfEachCapability(loaded.filter(({ path: each }) => !isScript(each, input.root)))) opened.open(path);
  if (reachable !== undefined) {
    for (const path of code) {
      const file = !reachable.has(path) && isScript(path, input.root) ? input.files.read(path) : undefined;
      if (file !== undefined && interestOf(file).connects) opened.open(path);
    }
  }
  return loaded.filter(({ interest }) => interest.asks || interest.fetches || interest.queries).map(({ path }) => path);
}

/** One file for each library that only has to be there: who logs with pino does so in every file. */
function firstOfEachCapability(loaded: readonly { readonly path: string; readonly interest: Interest }[]): Set<string> {
  const found = new Map<string, string>();
  for (const { path, interest } of loaded) {
    for (const source of interest.sources) if (!found.has(source) && capabilityOf(source) !== undefined) found.set(source, path);
  }
  return new Set(found.values());
}
