/** What the cases of a rule show: names of those that fail, pass or cannot be decided, and one to look at. */
export interface RuleCases {
  readonly fails: readonly string[];
  readonly passes: readonly string[];
  readonly undecided: readonly string[];
  readonly example?: Example;
}

/** A project that breaks the rule, and what makes it right. */
export interface Example {
  /** The case that fails. */
  readonly bad: string;
  /** The case that passes; undefined when the good state is what the rule's own fix leaves. */
  readonly good?: string;
  /** What the rule says of the bad one, a line each. */
  readonly said: readonly string[];
  /** From bad to good as a unified diff; absent when no two cases are close enough to be compared. */
  readonly diff?: string;
}

/** Cases by rule id, as the tests hold them. */
export type CasesByRule = Readonly<Record<string, RuleCases>>;
