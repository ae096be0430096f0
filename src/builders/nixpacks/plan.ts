import { declared, defaulted } from '../../model/fact.ts';
import type { Evidence, Fact, Known } from '../../model/fact.ts';
import { joinPath } from '../../model/files.ts';
import type { Range } from '../../text/range.ts';
import { hasFile, readFile } from './app.ts';
import type { App } from './app.ts';
import { sourceLink } from './source-link.ts';
import type { VersionPlan } from './versions.ts';

/** One provider of nixpacks: how it recognises a folder, and what it then does. */
export interface Provider {
  /** As nixpacks.toml writes it: `c#`. */
  readonly name: string;
  /** As `runtime.language` has it: `dotnet`. */
  readonly language: string;
  /** Its file below src/providers of nixpacks. */
  readonly source: string;
  /** The file that gives it away; undefined when another mark does, and `detects` knows which. */
  readonly detects: (app: App) => string | undefined | Promise<string | undefined>;
  readonly plan: (app: App) => Promise<Plan>;
  /** Variables without NIXPACKS_ that change its start command. */
  readonly startVariables?: readonly string[];
}

/** What a provider decides about a folder. */
export interface Plan {
  readonly start: Start;
  readonly versions?: readonly VersionPlan[];
  readonly framework?: Known<string> | undefined;
  readonly packageManager?: Fact<string> | undefined;
  /** True when only files are served. */
  readonly isStatic?: boolean;
  readonly manifest?: Known<string> | undefined;
  readonly lockFile?: Known<string> | undefined;
}

/** The start command of a provider: one, none, or a reason why it is not known. */
export type Start =
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly because: string; readonly from: readonly Evidence[] };

export const NO_START: Start = { kind: 'none' };

export function startWith(command: string): Start {
  return { kind: 'command', command };
}

/** A start command that cannot be told, most often because the build stops before. */
export function unknownStart(because: string, from: readonly Evidence[] = []): Start {
  return { kind: 'unknown', because, from };
}


const FILE_START: Range = { start: 0, end: 0 };

/** A fact that follows from the presence of a file. */
export function shownBy(app: App, name: string, value: string, path: string): Known<string> {
  const file = readFile(app, path);
  if (file === undefined) return defaulted(name, value, 'nixpacks', sourceLink('mod.rs'));
  return declared(name, value, file, FILE_START);
}

/** The fact that this file is the manifest or lock file, undefined when it is missing. */
export function fileFact(app: App, name: 'runtime.manifest' | 'runtime.lockFile', path: string): Known<string> | undefined {
  const full = joinPath(app.root, path);
  return full !== undefined && hasFile(app, path) ? shownBy(app, name, full, path) : undefined;
}

/** The first of some files that exists, as the manifest or lock file. */
export function firstFile(
  app: App, name: 'runtime.manifest' | 'runtime.lockFile', paths: readonly string[],
): Known<string> | undefined {
  const path = paths.find((candidate) => hasFile(app, candidate));
  return path === undefined ? undefined : fileFact(app, name, path);
}
