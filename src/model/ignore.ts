import type { Known } from './fact.ts';

/** A finding that somebody accepts, and why: a comment beside the place, or an entry of our configuration file. */
export interface Ignore {
  /** The rule's id, as written; `*` is no rule. */
  readonly rule: string;
  /** Why; '' where nobody says, and then nothing is ignored. */
  readonly reason: string;
  /** Last day on which it holds, `2027-01-31`; without one it holds for good. */
  readonly until?: string;
  /** Where it stands: the whole comment, or the whole entry. The value is its text. */
  readonly at: Known<string>;
  readonly in: 'comment' | 'configuration';
  /** Which findings it is about; a comment is about those on its line and the next one that holds no comment. */
  readonly scope: IgnoreScope;
  /** What is wrong with how it is written; then nothing is ignored. No period. */
  readonly problem?: string;
}

/** What an ignore covers. Every given part must hold. */
export type IgnoreScope =
  /**
   * Findings with a place in `path` from `line`, where the comment stands, to `lastLine`, from 1; from `firstLine` where a text of several
   * lines ends on that of the comment. Those about a whole file are covered by any comment in it.
   */
  | { readonly kind: 'lines'; readonly path: string; readonly line: number; readonly lastLine: number; readonly firstLine?: number }
  /** Findings of a file, by path or pattern, of an anchor, of a service. */
  | { readonly kind: 'entry'; readonly path?: string; readonly anchor?: string; readonly service?: string };

/** An ignore with what became of it in a scan: what the rules about ignores look at. */
export interface UsedIgnore extends Ignore {
  /** `holds` by its reason and date; whether it covers a finding says `findings`. */
  readonly state: 'holds' | 'expired' | 'without-reason' | 'unknown-rule' | 'malformed';
  /** Ids of the findings that it covers, also where it no longer holds. */
  readonly findings: readonly string[];
  /** The rule that was perhaps meant, where there is none of this id. */
  readonly meant?: string;
  /** Why nobody can say whether it is of use; reads after "undecided:". */
  readonly doubt?: string;
}
