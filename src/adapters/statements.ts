import { declared, unresolved } from '../model/fact.ts';
import type { Fact, Known } from '../model/fact.ts';
import type { FactName, ServiceFacts } from '../model/facts.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Reading, Statement } from '../model/statement.ts';
import type { Range } from '../text/range.ts';
import type { SyntaxProblem } from '../text/syntax-problem.ts';

/** Where the statements of one part of a file hold. */
export interface Scope {
  readonly environment?: string;
  readonly process?: string;
  readonly service?: string;
}

/** Takes what a source says, whether it is a file or the platform. */
export interface FactCollector {
  known<N extends FactName>(name: N, value: ServiceFacts[N], range: Range, scope?: Scope): void;
  unresolved(name: FactName, reason: string, range: Range, scope?: Scope): void;
  /** A part of a value, with its place: one region of several. */
  part<T>(name: string, value: T, range: Range): Known<T>;
}

/** Collects what one file says, in the order in which it says it. */
export interface Collector extends FactCollector {
  readonly file: SourceFile;
  readonly statements: Statement[];
  readonly problems: Problem[];
  problem(kind: Problem['kind'], message: string, range: Range): void;
}

/** A collector for the file, whose statements carry the adapter's name. */
export function collectorFor(by: string, file: SourceFile): Collector {
  const statements: Statement[] = [];
  const problems: Problem[] = [];
  const add = (name: FactName, fact: Fact<ServiceFacts[FactName]>, scope: Scope) => statements.push({ by, fact: { ...fact, name }, ...scope });
  return {
    file,
    statements,
    problems,
    known: (name, value, range, scope = {}) => void add(name, declared<ServiceFacts[FactName]>(name, value, file, range), scope),
    unresolved: (name, reason, range, scope = {}) => void add(name, unresolved(name, reason, file, range), scope),
    part: (name, value, range) => declared(name, value, file, range),
    problem: (kind, message, range) => void problems.push({ kind, path: file.path, message, at: { file, range } }),
  };
}

/** The reading of a file that does not parse. */
export function brokenReading(file: SourceFile, { kind = 'syntax', message, range }: SyntaxProblem): Reading {
  return { statements: [], problems: [{ kind, path: file.path, message, at: { file, range } }] };
}
