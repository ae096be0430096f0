import type { Confidence, Finding, Severity } from './model/finding.ts';
import type { Grade } from './model/grade.ts';
import type { Notice, Service } from './model/project.ts';

/** What came of one rule for one service. */
export interface Verdict {
  readonly rule: string;
  readonly service: string;
  /** `ignored` where everything that it found is ignored, or the rule is switched off. */
  readonly outcome: 'pass' | 'fail' | 'not-applicable' | 'undecided' | 'ignored';
  /** Points of the rule in the edition; lost by `fail` and `undecided`. */
  readonly points: number;
  /** Why it is not applicable, undecided or ignored. */
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
  /** What the value would be if nothing were ignored. */
  readonly raw: number;
}

/** A finding that is accepted, and the word that does so. */
export interface IgnoredFinding {
  readonly finding: Finding;
  readonly reason: string;
  readonly until?: string;
  /** Where the word stands, `app/db.py:3` or `optimize.yaml:12`. */
  readonly by: string;
}

/** One service with everything that was found. */
export interface ServiceReport {
  readonly service: Service;
  readonly score: ScoreCard;
  /** Findings that are open. */
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  readonly verdicts: readonly Verdict[];
}

/** A bar that the project must take, and whether it does. */
export interface GateResult {
  readonly gate: 'new-findings' | 'findings' | 'drop' | 'undecided' | 'min-score' | 'min-grade' | 'max-lost';
  readonly passed: boolean;
  /** What is asked for, as the flag takes it: `medium`, `80`, `security=0`. */
  readonly limit: string;
  /** A sentence without a period: "2 new findings of medium or worse: server/workers in api, …". */
  readonly because: string;
}

/** What a rule says to a reader, beside its findings. */
export interface RuleText {
  readonly title: string;
  readonly why: string;
  readonly advice: string;
  readonly confidence: Confidence;
  readonly severity: Severity;
  /** Its first source. */
  readonly source: string;
}

/** How fresh the tables of dates and versions are that the rules look things up in. */
export interface TableAge {
  /** The day on which the oldest of them was read. */
  readonly checked: string;
  /** Days from then to the day of the report; 0 where that day is earlier. */
  readonly days: number;
}

/** What the platform's answer is about, in a report that it was joined to. */
export interface LiveSource {
  readonly project: string;
  readonly environment: string;
  /** `2026-11-26T03:10:00Z`. */
  readonly readAt: string;
}

/** What every reporter gets. Sorted, so that the same input gives the same bytes. */
export interface Report {
  readonly version: string;
  readonly edition: string;
  readonly asOf: string;
  readonly tables: TableAge;
  /** The scanned folder as it was named. */
  readonly root: string;
  /** Whose answer the facts of files were joined to; undefined in a scan of files alone. */
  readonly live?: LiveSource;
  /** The score of the lowest service. */
  readonly score: ScoreCard;
  readonly services: readonly ServiceReport[];
  readonly notices: readonly Notice[];
  /** The gates that were asked for. */
  readonly gates: readonly GateResult[];
  /** Texts of the rules that the report names. */
  readonly rules: ReadonlyMap<string, RuleText>;
}
