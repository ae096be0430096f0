import type { Environment } from '../model/environment.ts';
import type { Fact, Known } from '../model/fact.ts';
import type { ProjectFiles } from '../model/files.ts';
import type { VersionRequest } from '../model/facts/runtime.ts';

/** What a builder is given: a folder of the project, and the builder's own variables (RAILPACK_*, NIXPACKS_*). */
export interface DetectionInput {
  readonly files: ProjectFiles;
  /** Folder from the project root, '' for the root. */
  readonly root: string;
  readonly environment: Environment;
  /** Name of the project's own folder on disk, by which railpack names a C++ program and nixpacks a Zig one; undefined when nobody knows it. */
  readonly folderName?: string | undefined;
}

/** What a builder decides about a folder by itself. A field is absent where the builder finds nothing. */
export interface Detection {
  /** The provider as cli.md names languages: python, node, ruby, go, php, java, rust, elixir, gleam, dotnet, deno, cpp, static, shell. */
  readonly language: Fact<string>;
  readonly framework: Fact<string>;
  readonly packageManager: Fact<string>;
  readonly static: Known<boolean>;
  /** The start command when no file gives one: a default of the builder. */
  readonly startCommand: Fact<string>;
  /** Requests for versions, those that count first; `version` is major or major.minor. */
  readonly requests: readonly VersionRequest[];
  /** Versions per language or tool that are installed: { python: ..., node: ... }; a builder default has provenance 'default'. */
  readonly versions: Readonly<Record<string, Fact<string>>>;
  /** The folder that it builds in the end, where that is not the one it was given: nixpacks steps into a lone subfolder. */
  readonly root?: string;
  /** Dependency manifest and lock file that the builder installs from. */
  readonly manifest: Fact<string>;
  readonly lockFile: Fact<string>;
}

/** Detects as one builder does; undefined when no provider of it matches. Never throws on a project's content. */
export type Detect = (input: DetectionInput) => Promise<Detection | undefined>;
