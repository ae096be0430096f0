import type { Change } from './change.ts';
import type { Evidence } from './fact.ts';

/** How loud a finding is. */
export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

/** How sure we are. */
export type Confidence = 'low' | 'medium' | 'high';

/** Severities from the quietest to the loudest. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const satisfies readonly Severity[];

/** Applied by default, only when asked for, or told and never written. */
export type Applicability = 'safe' | 'review' | 'advice';

/** What a person may answer before a fix is made; without an answer the value of the change counts. */
export interface Question {
  /** `How many workers?` */
  readonly text: string;
  readonly choices?: readonly (string | number)[];
  /** The option of a `set-options` that gets the answer; the others stay as they are proposed. */
  readonly option?: string;
}

/** A proposed fix: what it does in one line, how far it may be trusted, and the change. */
export interface ProposedFix {
  readonly title: string;
  readonly applicability: Applicability;
  readonly change: Change;
  /** About the value of a `set-fact`, or of one option of a `set-options`. */
  readonly question?: Question;
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

/** The id without the number that tells several findings at one place apart: fixing one of them renumbers the others. */
export function baseId({ id }: Pick<Finding, 'id'>): string {
  return id.replace(/~\d+$/, '');
}
