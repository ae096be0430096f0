import type { TextEdit } from '../text/edit.ts';
import type { Evidence } from './fact.ts';
import type { FactName } from './facts.ts';

/** A value that a fix writes. */
export type Plain = string | number | boolean;

/** Code that a fix writes as it stands, where a value of the language would not do: `int(os.environ["N"])`. */
export interface Code {
  readonly code: string;
}

/** One SQL statement of a migration, without the semicolon at its end. */
export interface MigrationStep {
  readonly sql: string;
  /** True for what cannot run inside a transaction, nor in one text with others: `CREATE INDEX CONCURRENTLY`. */
  readonly alone?: boolean;
}

/** What becomes of a variable on the platform. What it holds now is read when the change is made, and is kept nowhere. */
export type VariableChange =
  /** Without the quotes, or the blanks, around its value. */
  | { readonly kind: 'stripped' }
  /** A value that is no secret: a number, a reference such as `${{Postgres.DATABASE_URL}}`. */
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'removed' };

/** What a rule wants changed. The rule says what; the planner finds the file that owns it and how it is written there. */
export type Change =
  /** A setting of the service gets this value, in the file whose word counts and will go on counting. */
  | { readonly kind: 'set-fact'; readonly fact: FactName; readonly value: Plain }
  /** A setting goes, so that the default counts again. */
  | { readonly kind: 'remove-fact'; readonly fact: FactName }
  /** Arguments of a call, or options of an object, are added, changed and removed. `at` is the call, as a fact gives it. */
  | { readonly kind: 'set-options'; readonly at: Evidence; readonly set?: Readonly<Record<string, Plain | Code>>; readonly remove?: readonly string[] }
  /** What a fact's place holds gives way to this text. */
  | { readonly kind: 'replace'; readonly at: Evidence; readonly text: string }
  /** A named rewriting of code or configuration, at places that facts give. */
  | { readonly kind: 'rewrite'; readonly how: string; readonly at: readonly [Evidence, ...Evidence[]]; readonly with?: Readonly<Record<string, Plain>> }
  /** Text of a template goes into the file that a fact points at, in the place that the template's kind has there. */
  | { readonly kind: 'insert'; readonly template: string; readonly after: FactName; readonly with?: Readonly<Record<string, Plain>> }
  /** A file that is not there is made from a template. */
  | { readonly kind: 'create-file'; readonly template: string; readonly path: string; readonly with?: Readonly<Record<string, Plain>> }
  /** A new migration in the project's own tool; the ones that are there are never edited. */
  | {
    readonly kind: 'add-migration';
    /** A few words: "add index on orders customer". */
    readonly name: string;
    readonly up: readonly [MigrationStep, ...MigrationStep[]];
    /** What undoes it, in the order in which that is done. */
    readonly down: readonly MigrationStep[];
    /** Something of the part of the project that the migration belongs to, where there are several: a model, an older migration. */
    readonly beside?: Evidence;
  }
  /** A variable of the service on the platform changes; no file does. */
  | { readonly kind: 'live-variable'; readonly variable: string; readonly to: VariableChange }
  /** A setting of the service on the platform, by the name that Railway's files use, gets a value; without one it goes. No file changes. */
  | { readonly kind: 'live-setting'; readonly setting: string; readonly value?: Plain }
  /** Several changes that make sense together only. */
  | { readonly kind: 'all'; readonly changes: readonly [Change, ...Change[]] }
  /** Told, never written. */
  | { readonly kind: 'advice' };

/** What happens to one file. */
export type FileChange =
  | { readonly kind: 'edit'; readonly edits: readonly [TextEdit, ...TextEdit[]] }
  | { readonly kind: 'create'; readonly text: string }
  | { readonly kind: 'delete' };

/** What a fix does, by path from the project root. */
export type FileChanges = ReadonlyMap<string, FileChange>;

/** A change that can be made, or why it cannot: "railway.json is not read from 2026-12-01 on". No period. */
export type Planned =
  | { readonly ok: true; readonly changes: FileChanges }
  | { readonly ok: false; readonly because: string };
