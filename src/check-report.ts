import type { Commit } from './model/commit.ts';
import type { Finding } from './model/finding.ts';
import type { Notice, Service } from './model/project.ts';
import type { GateResult, IgnoredFinding, Report, ScoreCard, Verdict } from './report.ts';

/** What the project is compared with. */
export type Against =
  | {
    readonly kind: 'ref';
    /** As the user named it: `origin/main`. */
    readonly ref: string;
    /** The commit that was read, 40 hex digits: where this history left that of the ref, or the ref itself. */
    readonly commit: string;
    /** True when `commit` is where the histories parted, and not the ref itself. */
    readonly isMergeBase: boolean;
    /** What was checked: `the work tree`, `the index`, or a commit. */
    readonly head: string;
  }
  | { readonly kind: 'baseline'; readonly path: string };

/** A finding with the service that it is shown for, and the commits of the range that touched its file, newest first. */
export interface ComparedFinding {
  readonly finding: Finding;
  readonly service: Service;
  readonly commits: readonly Commit[];
}

/** What became of a service. */
export interface ServiceChange {
  /** Its name now; the old one where it was removed. */
  readonly name: string;
  /** What it was called before, where that differs. */
  readonly formerName?: string;
  readonly state: 'kept' | 'renamed' | 'added' | 'removed';
  readonly before?: ScoreCard;
  readonly after?: ScoreCard;
}

/** Points of one rule that one service lost or won. */
export interface PointMove {
  readonly service: string;
  readonly rule: string;
  readonly before: Verdict['outcome'];
  readonly after: Verdict['outcome'];
  /** What the score moved by: -5 is a loss. */
  readonly points: number;
  /** Why the outcome is what it is now, where the rule says so; for `undecided` and `ignored`. */
  readonly because?: string;
  readonly commits: readonly Commit[];
}

/** How many checks came to what; `total` is the sum of the others. A check is a finding, or a rule that found nothing in a service. */
export interface Counts {
  readonly total: number;
  readonly new: number;
  /** Open findings that were there before. */
  readonly unchanged: number;
  /** Open findings that the baseline accepts. */
  readonly baselined: number;
  readonly ignored: number;
  readonly passed: number;
  readonly notApplicable: number;
  readonly undecided: number;
}

/** What a check found: the difference, and the project as it is now. */
export interface CheckReport {
  readonly passed: boolean;
  readonly against: Against;
  /** The project as it is now: of all services, or of those that the change can affect (`isPartial`). */
  readonly report: Report;
  /** The same as it was, under the same edition and day; undefined for a baseline, and where there was nothing to scan. */
  readonly before?: Report;
  /** True when services that the change cannot affect were not scanned. */
  readonly isPartial: boolean;
  /** Names of services that the change cannot affect. They were not scanned; but where none is touched, `report` holds one of them. */
  readonly untouched: readonly string[];
  /** False where the change can affect no service: then the score of `report` says nothing about it. */
  readonly isAnyTouched: boolean;
  /** Rules about all services together that were judged for the scanned ones alone: what they read did not change. */
  readonly judgedAlone: readonly string[];
  readonly services: readonly ServiceChange[];
  /** Sorted: losses first, the largest first. */
  readonly moves: readonly PointMove[];
  /** Open findings that were not there before, those that cost most first. */
  readonly new: readonly ComparedFinding[];
  /** Findings that are gone. */
  readonly fixed: readonly ComparedFinding[];
  /** Ids of open findings that were there before, or that the baseline accepts. */
  readonly known: ReadonlySet<string>;
  /** Findings that are there because time passed, and not because of a change: an end of life. */
  readonly aged: readonly ComparedFinding[];
  readonly ignored: readonly IgnoredFinding[];
  /** Ids of the baseline that nothing answers to any more. */
  readonly stale: readonly string[];
  readonly counts: Counts;
  readonly gates: readonly GateResult[];
  readonly notices: readonly Notice[];
}
