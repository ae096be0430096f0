import type { ChangedFile } from './changed-file.ts';
import type { ConfigPlan } from './config-plan.ts';

/** What became of a field of an old configuration file. */
export type MoveStatus =
  /** It stands in the new file, for every environment. */
  | 'moved'
  /** It stands there under a condition on the environment. */
  | 'conditional'
  /** The new file has no such setting, so its value stands there as a comment. */
  | 'comment'
  /** Railway never knew the key; its value stands there as a comment. */
  | 'unknown'
  /** The new file said so already. */
  | 'present'
  /** The new file says something else, and goes on saying it. */
  | 'conflict'
  /** It is not in the new file, for the reason that is given. */
  | 'left-out';

/** One field of an old file: where it stood and where it went. */
export interface Move {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** `deploy.startCommand`, `environments.staging.deploy.numReplicas`; `comment` for a remark. */
  readonly key: string;
  /** The value as JSON on one line; secrets are left out. */
  readonly value: string;
  readonly service: string;
  /** Where it stands in `service(...)`: `deploy.cronSchedule`; undefined where it stands nowhere. */
  readonly target: string | undefined;
  readonly status: MoveStatus;
  /** What else is to be said: why it was left out, or how it is written now. No period. */
  readonly because: string | undefined;
}

/** A move to `.railway/railway.ts`, planned and not written yet. Texts are without a byte order mark. */
export interface Migration {
  /** The file that is written, from the root of the project. */
  readonly path: string;
  /** Its text before; undefined where it is not there yet. */
  readonly before: string | undefined;
  /** Its text after; the same as before when there is nothing to move. */
  readonly after: string;
  /** Field by field, in the order of the old files. */
  readonly moves: readonly Move[];
  /** Old files whose every field is accounted for in the new one, so that they can go. */
  readonly movedFiles: readonly string[];
  /** Old files that must stay, and why. */
  readonly keptFiles: readonly KeptFile[];
  /** What to know before it is applied, a sentence each. */
  readonly notices: readonly string[];
  /** What to do next, in order. */
  readonly next: readonly string[];
}

/** An old file that is not deleted. */
export interface KeptFile {
  readonly path: string;
  /** Reads after "because". */
  readonly because: string;
}

/** A planned migration with the files that it changes. */
export interface PlannedFiles {
  readonly migration: Migration;
  readonly files: readonly ChangedFile[];
}

/** What became of a planned migration. */
export type MigrationFate =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'shown' }
  /** `id` is what `optimize undo --id` takes; `plan` is what Railway would do with the file, where it was asked. */
  | { readonly kind: 'written'; readonly id: string; readonly plan?: ConfigPlan }
  /** It was written, planned on Railway and taken back. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly plan: ConfigPlan };

/** Why a new file does not stay. */
export type Refusal =
  /** Something that runs would be destroyed. */
  | 'destroys'
  /** Railway does not take the file, so nobody knows what it would do. */
  | 'not-taken'
  /** An old file is to be deleted, and Railway still reads it. */
  | 'still-read';
