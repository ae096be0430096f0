import type { FactName, KnownFacts, ReadFacts, ServiceFacts } from '../model/facts.ts';
import type { Service } from '../model/project.ts';
import type { Outcome } from './outcome.ts';
import type { Tables } from './tables.ts';

/** A value that a rule's YAML gives to its check. */
export type Parameter = number | string | readonly string[];

/** What a check sees besides the facts. */
export interface CheckContext {
  readonly service: Service;
  /** Dates are compared with this one, `2026-11-22`; never with the clock. */
  readonly asOf: string;
  readonly tables: Tables;
  /** A number of the rule's `params`; a missing one is a mistake of the rule and throws. */
  number(parameter: string): number;
  /** A text of the rule's `params`. */
  text(parameter: string): string;
  /** A list of strings of the rule's `params`. */
  strings(parameter: string): readonly string[];
}

/** Names of facts that are lists of records. */
export type ListFactName = {
  [N in FactName]: ServiceFacts[N] extends readonly (infer R)[] ? (R extends object ? N : never) : never;
}[FactName];

/** One record of a list fact. */
export type RecordOf<N extends ListFactName> = ServiceFacts[N] extends readonly (infer R)[] ? R : never;

/** Decides a rule for one service. */
export interface ServiceCheck<N extends FactName, R extends FactName> {
  /** Facts that must be known: when one is not, the verdict is undecided and `check` does not run. */
  readonly needs: readonly N[];
  /** Facts that are handed over in whatever state they are. */
  readonly reads?: readonly R[];
  check(facts: KnownFacts<N> & ReadFacts<R>, context: CheckContext): Outcome | readonly Outcome[];
}

/** Decides a rule for each record of a list fact, so that a finding names that record. */
export interface RecordCheck<L extends ListFactName, N extends FactName, R extends FactName> {
  readonly each: L;
  readonly needs: readonly N[];
  readonly reads?: readonly R[];
  check(record: RecordOf<L>, facts: KnownFacts<N> & ReadFacts<R>, context: CheckContext): Outcome;
}

/** Decides a rule by looking at all services at once: what they share. The map may leave services out (they pass). */
export interface ProjectCheck {
  readonly scope: 'project';
  /** Facts that it looks at; it is shown no others. A change that leaves them alone cannot move its verdicts. */
  readonly reads: readonly FactName[];
  check(services: readonly Service[], context: Omit<CheckContext, 'service'>): ReadonlyMap<Service, Outcome | readonly Outcome[]>;
}

/** Any check, with the types of its facts forgotten: `run.ts` hands over what `needs` and `reads` name. */
export type Check =
  | ServiceCheck<FactName, FactName>
  | RecordCheck<ListFactName, FactName, FactName>
  | ProjectCheck;

/** A check of one service. */
export function defineCheck<const N extends FactName, const R extends FactName = never>(check: ServiceCheck<N, R>): Check {
  return check as unknown as Check; // run.ts gives exactly the facts that needs and reads name
}

/** A check of each record of a list: `each: 'database.pools'`. */
export function defineRecordCheck<const L extends ListFactName, const N extends FactName, const R extends FactName = never>(
  check: RecordCheck<L, N, R>,
): Check {
  return check as unknown as Check; // as above
}

/** A check of all services together. */
export function defineProjectCheck(check: Omit<ProjectCheck, 'scope'>): Check {
  return { scope: 'project', ...check };
}

/** Names of the facts that a check looks at, for documentation. */
export function factsOf(check: Check): readonly FactName[] {
  if ('scope' in check) return check.reads;
  const list = 'each' in check ? [check.each] : [];
  return [...new Set([...list, ...check.needs, ...(check.reads ?? [])])];
}
