import type { Evidence } from '../model/fact.ts';
import type { Confidence, ProposedFix, Severity } from '../model/finding.ts';

/** What a check says of one service (or one record of it). */
export type Outcome = Pass | Fail | NotApplicable | Undecided;

/** The rule holds. */
export interface Pass {
  readonly kind: 'pass';
}

/** The rule does not hold, and this proves it. */
export interface Fail {
  readonly kind: 'fail';
  /** The bad state with the user's numbers; no period, no cure. */
  readonly message: string;
  /** First one = where it is shown. */
  readonly evidence: readonly [Evidence, ...Evidence[]];
  /** What to do in this very case; the rule's advice stands for the general one. */
  readonly fix?: ProposedFix;
  /** What the finding is about in words that survive edits: `process:web`, `pool:engine`. Default: the first fact's name. */
  readonly anchor?: string;
  /** Louder or quieter than the rule says, where the case is. */
  readonly severity?: Severity;
  /** Less sure than the rule says. */
  readonly confidence?: Confidence;
}

/** The rule has nothing to say about this kind of service. */
export interface NotApplicable {
  readonly kind: 'not-applicable';
  readonly because: string;
}

/** We could not know; the reason reads after "undecided:". */
export interface Undecided {
  readonly kind: 'undecided';
  readonly because: string;
  /** What threw, for --debug. */
  readonly cause?: unknown;
}

/** The rule holds. */
export const pass = (): Pass => ({ kind: 'pass' });

/** The rule does not hold. */
export const fail = (failure: Omit<Fail, 'kind'>): Fail => ({ kind: 'fail', ...failure });

/** The rule is about another kind of service. */
export const notApplicable = (because: string): NotApplicable => ({ kind: 'not-applicable', because });

/** We cannot know, and say why. */
export const undecided = (because: string, cause?: unknown): Undecided =>
  cause === undefined ? { kind: 'undecided', because } : { kind: 'undecided', because, cause };
