import type { Severity } from '../../model/finding.ts';

/** What is said of one rule. Texts may hold words in backticks. */
export interface RulePage {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Severity, confidence and points, each in a word or two. */
  readonly marks: readonly string[];
  readonly sections: readonly PageSection[];
}

export interface PageSection {
  readonly title: string;
  readonly blocks: readonly PageBlock[];
}

export type PageBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly language: 'text' | 'diff'; readonly lines: readonly string[] }
  | { readonly kind: 'links'; readonly links: readonly { readonly title: string; readonly url: string; readonly note: string }[] };
