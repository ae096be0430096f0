import type { Evidence } from './fact.ts';
import type { FactName } from './facts.ts';

/** How loud a finding is. */
export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

/** How sure we are. */
export type Confidence = 'low' | 'medium' | 'high';

/** Severities from the quietest to the loudest. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const satisfies readonly Severity[];

/** Applied by default, only when asked for, or told and never written. */
export type Applicability = 'safe' | 'review' | 'advice';

/** What a rule wants changed; the adapter that owns the fact knows how. */
export type Change =
  | { readonly kind: 'set-fact'; readonly fact: FactName; readonly value: string | number | boolean }
  | { readonly kind: 'replace'; readonly at: Evidence; readonly text: string }
  | { readonly kind: 'insert'; readonly template: string; readonly after: FactName }
  | { readonly kind: 'create-file'; readonly template: string; readonly path: string }
  | { readonly kind: 'advice' };

/** A proposed fix: what it does in one line, how far it may be trusted, and the change. */
export interface ProposedFix {
  readonly title: string;
  readonly applicability: Applicability;
  readonly change: Change;
}

/** A failed rule, with what proves it. */
export interface Finding {
  /** Stable across moves of code: rule, service, path and anchor; never a line. */
  readonly id: string;
  readonly rule: string;
  readonly service: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Points of the score that this finding costs; a rule's points stand at its first finding. */
  readonly points: number;
  readonly message: string;
  /** First one = where it is shown. */
  readonly evidence: readonly [Evidence, ...Evidence[]];
  readonly fix?: ProposedFix;
}
