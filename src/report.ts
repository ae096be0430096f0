import type { Confidence, Finding } from './model/finding.ts';
import type { Notice, Service } from './model/project.ts';

/** What came of one rule for one service. */
export interface Verdict {
  readonly rule: string;
  readonly service: string;
  readonly outcome: 'pass' | 'fail' | 'not-applicable' | 'undecided';
  /** Points of the rule in the edition; lost by `fail` and `undecided`. */
  readonly points: number;
  /** Why it is not applicable or undecided. */
  readonly because?: string;
  /** What threw, for --debug. */
  readonly cause?: unknown;
}

/** Points of one category: the first part of the rules' ids. */
export interface CategoryMark {
  readonly id: string;
  readonly points: number;
  readonly lost: number;
  /** How much of what is lost is undecided. */
  readonly undecided: number;
}

/** The score of a service: 100 minus what is wrong and what could not be known. */
export interface ScoreCard {
  /** 0 to 100. */
  readonly value: number;
  readonly grade: Grade;
  /** Rules whose open finding keeps the grade down. */
  readonly cappedBy: readonly string[];
  /** All lost points; 100 - value. */
  readonly lost: number;
  /** How much of it is undecided. */
  readonly undecided: number;
  readonly categories: readonly CategoryMark[];
}

export type Grade = 'excellent' | 'good' | 'fair' | 'poor';

/** One service with everything that was found. */
export interface ServiceReport {
  readonly service: Service;
  readonly score: ScoreCard;
  readonly findings: readonly Finding[];
  readonly verdicts: readonly Verdict[];
}

/** What a rule says to a reader, beside its findings. */
export interface RuleText {
  readonly title: string;
  readonly why: string;
  readonly advice: string;
  readonly confidence: Confidence;
}

/** What every reporter gets. Sorted, so that the same input gives the same bytes. */
export interface Report {
  readonly version: string;
  readonly edition: string;
  readonly asOf: string;
  /** The scanned folder as it was named. */
  readonly root: string;
  /** The score of the lowest service. */
  readonly score: ScoreCard;
  readonly services: readonly ServiceReport[];
  readonly notices: readonly Notice[];
  /** Texts of the rules that the report names. */
  readonly rules: ReadonlyMap<string, RuleText>;
}
