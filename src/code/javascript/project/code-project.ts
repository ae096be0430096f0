import type { Expression } from 'oxc-parser';
import type { Known } from '../../../model/fact.ts';
import { declared } from '../../../model/fact.ts';
import type { CodeInput } from '../../code-input.ts';
import type { FunctionNode } from '../syntax/tree.ts';
import type { Target } from '../names/target.ts';
import type { Module, Place, Site, VariableBinding } from '../syntax/module.ts';
import type { ProjectConfig } from './config.ts';

/** The parsed part of a service, and what the readers still want to see. */
export interface CodeProject {
  readonly input: CodeInput;
  readonly config: ProjectConfig;
  /** Parsed files by path, in the order of paths. */
  readonly modules: ReadonlyMap<string, Module>;
  /** Files that a name led to and that are not parsed yet: they are, before the next round. */
  readonly wanted: Set<string>;
  /** Files that cannot be parsed. */
  readonly broken: ReadonlySet<string>;
  /** The file that is started; undefined when nothing says. */
  readonly entry: string | undefined;
  /** Files that the started program loads; undefined when it is not known where it starts. */
  readonly reachable: ReadonlySet<string> | undefined;
  readonly caches: Caches;
}

export interface Caches {
  /** What variables stand for. */
  readonly variables: Map<VariableBinding, Target>;
  /** Calls by the local function that they call. */
  calls: ReadonlyMap<FunctionNode, readonly Site[]> | undefined;
  /** Calls by the key of what they call. */
  keys: ReadonlyMap<string, readonly Site[]> | undefined;
  /** Method calls and handovers by the object that they are about. */
  instances: InstanceIndex | undefined;
}

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

export type ExpressionPlace = Place<Expression>;

/** A fact whose value is the code as written, first line only, and whose place is that code. */
export function codeFact(name: string, { module, node }: Place): Known<string> {
  const text = module.file.text.slice(node.start, Math.min(node.end, node.start + 300));
  const [line = ''] = text.split(/\r?\n/, 1);
  const value = line.length > 120 ? `${line.slice(0, 119)}…` : line;
  return declared(name, value.trimEnd(), module.file, { start: node.start, end: node.end });
}
