import type { Expression, Node } from 'oxc-parser';
import type { Known } from '../../../model/fact.ts';
import { declared } from '../../../model/fact.ts';
import type { CodeInput } from '../../code-input.ts';
import type { FunctionNode } from '../syntax/tree.ts';
import type { Target } from '../names/target.ts';
import type { Module, ParameterBinding, Place, Site, VariableBinding } from '../syntax/module.ts';
import type { ProjectConfig } from './config.ts';
import type { OpenFiles } from './open-files.ts';

/** The parsed part of a service, and what the readers still want to see. */
export interface CodeProject {
  readonly input: CodeInput;
  readonly config: ProjectConfig;
  /** Parsed files by path, in the order of paths, as of this round. */
  readonly modules: ReadonlyMap<string, Module>;
  /** Parsed files as of now, and the way to more: those that join are listed in the next round. */
  readonly opened: OpenFiles;
  /** The file that is started; undefined when nothing says. */
  readonly entry: string | undefined;
  /** Files that the started program loads; undefined when it is not known where it starts. */
  readonly reachable: ReadonlySet<string> | undefined;
  /** Files that load a file, as far as texts say. */
  readonly importersOf: (path: string) => readonly string[];
  /** Steps taken in following names: files written to tie us up end when they are used up. */
  readonly work: { steps: number };
  readonly caches: Caches;
}

export interface Caches {
  /** What expressions stand for: settled for good, as a name that leads to a file opens it at once. */
  readonly targets: Map<Node, Target>;
  /** The same of expressions that lead to a file which stays closed while calls are listed: good for one round. */
  readonly listed: Map<Node, Target>;
  /** What variables stand for. */
  readonly variables: Map<VariableBinding, Target>;
  /** The objects that expressions stand for. */
  readonly made: Map<Node, { readonly instance: Instance | undefined }>;
  readonly listedMade: Map<Node, { readonly instance: Instance | undefined }>;
  /** Calls by the local function that they call. */
  calls: ReadonlyMap<FunctionNode, readonly Site[]> | undefined;
  /** Calls by the key of what they call. */
  keys: ReadonlyMap<string, readonly Site[]> | undefined;
  /** Method calls by the method's name. */
  names: ReadonlyMap<string, readonly OrderedSite[]> | undefined;
  /** Modules whose code is no part of the served program. */
  readonly oneOff: Map<Module, boolean>;
  /** Functions whose callers' files are open. */
  readonly called: Set<FunctionNode>;
  /** Method calls and handovers by the object that they are about. */
  instances: InstanceIndex | undefined;
}

/** A call and its rank among all calls. */
export interface OrderedSite {
  readonly site: Site;
  readonly order: number;
}

/** An object of the running program: where it is made, or the parameter that holds it. */
export type Instance =
  | { readonly kind: 'made'; readonly module: Module; readonly node: Node; readonly key: string | undefined }
  | { readonly kind: 'parameter'; readonly module: Module; readonly binding: ParameterBinding };

/** A call that hands an instance to a function. */
export interface Handover {
  readonly site: Site;
  readonly index: number;
  /** The key, when the instance stands in an object: `register({ app })`. */
  readonly key: string | undefined;
}

export interface InstanceIndex {
  readonly methods: ReadonlyMap<unknown, readonly Site[]>;
  readonly handovers: ReadonlyMap<unknown, readonly Handover[]>;
}

export const STEP_LIMIT = 2_000_000;

/** Counts a step; true when there have been too many. */
export function isSpent({ work }: CodeProject): boolean {
  work.steps += 1;
  return work.steps > STEP_LIMIT;
}

/** Lists something in calls: names lead only into files that may hold what is listed. */
export function listing<T>(project: CodeProject, list: () => T): T {
  const { opened } = project;
  const before = opened.isListing;
  opened.isListing = true;
  const result = list();
  opened.isListing = before;
  return result;
}

export type ExpressionPlace = Place<Expression>;

/** A fact whose value is the code as written, first line only, and whose place is that code. */
export function codeFact(name: string, { module, node }: Place): Known<string> {
  const text = module.file.text.slice(node.start, Math.min(node.end, node.start + 300));
  const [line = ''] = text.split(/\r?\n/, 1);
  const value = line.length > 120 ? `${line.slice(0, 119)}…` : line;
  return declared(name, value.trimEnd(), module.file, { start: node.start, end: node.end });
}
