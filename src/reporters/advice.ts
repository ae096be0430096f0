import type { Applicability, Finding } from '../model/finding.ts';
import type { RuleText } from '../report.ts';

/** What to do about a finding. */
export interface Advice {
  /** One line; '' where nothing is known. */
  readonly title: string;
  /** How far the fix may be trusted; undefined where it is only what the rule advises. */
  readonly applicability?: Applicability;
}

/** The fix of this case, else the first sentence of the rule's advice. */
export function adviceOf({ fix }: Finding, rule: RuleText | undefined): Advice {
  if (fix !== undefined) return { title: fix.title, applicability: fix.applicability };
  return { title: rule === undefined ? '' : firstSentence(rule.advice) };
}

function firstSentence(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const end = line.search(/[.;] [A-Z]/);
  return (end === -1 ? line : line.slice(0, end)).replace(/[.]$/, '');
}
