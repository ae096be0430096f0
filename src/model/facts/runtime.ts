import type { Known } from '../fact.ts';

/** A declared dependency of the manifest that the builder installs from. */
export interface Dependency {
  /** Normalised name: lower case, `-` for `_` and `.` in Python. */
  readonly name: string;
  /** As written: `fastapi[standard]>=0.110`. */
  readonly at: Known<string>;
  /** The version range as written; '' when there is none. */
  readonly specifier: string;
  readonly extras: readonly string[];
  /** The exact version that a lock file or `==` settles; undefined otherwise. */
  readonly version: string | undefined;
  readonly kind: 'production' | 'development' | 'optional';
  readonly language: 'python' | 'node';
}

/** One place that asks for a runtime version. */
export interface VersionRequest {
  readonly language: string;
  /** As written: `3.12.1`, `>=18`, `python-3.11.4`, `lts/*`. */
  readonly at: Known<string>;
  /** Major or major.minor that it comes to; undefined when it is no version. */
  readonly version: string | undefined;
  /** 'runtime-txt', 'python-version', 'engines', 'dockerfile', ... */
  readonly by: string;
  readonly effective: boolean;
  /** Why it counts or loses. */
  readonly because: string;
}

/** A script of the package.json that counts. */
export interface PackageScript {
  /** `start`, `build`, `postinstall`. */
  readonly name: string;
  /** The command as written. */
  readonly command: Known<string>;
}

/** A lock file of the service's folder, or of a folder above it. */
export interface LockFile {
  /** Its path; of an ignored one the line of .gitignore. */
  readonly at: Known<string>;
  /** npm, pnpm, yarn, bun, uv, poetry, pdm, pipenv. */
  readonly manager: string;
  /** `lockfileVersion` of pnpm and npm: `9.0`, `3`; undefined where nobody looked. */
  readonly format: string | undefined;
  /** Installed from; beside the one that is; in a folder above; or kept out of the repository by .gitignore. */
  readonly state: 'used' | 'beside' | 'above' | 'ignored';
}

/** A dependency of the manifest that its lock file does not hold as it is asked for. */
export interface LockDifference {
  readonly name: string;
  /** As the manifest writes it. */
  readonly at: Known<string>;
  /** What the lock file has instead; undefined when it has nothing. */
  readonly locked: string | undefined;
}

export interface RuntimeFacts {
  /** Scripts of the package.json in the service's folder. */
  'runtime.scripts': readonly PackageScript[];
  /** python, node, ruby, go, php, java, rust, elixir, gleam, dotnet, deno, cpp, static, shell, ... */
  'runtime.language': string;
  /** fastapi, django, flask, express, nest, next, ... */
  'runtime.framework': string;
  /** Version of the main language. */
  'runtime.version': string;
  /** Version per language or tool: { python: '3.12', node: '22' }. */
  'runtime.versions': Readonly<Record<string, string>>;
  /** Every place that asks for a version, with the one that counts. */
  'runtime.requests': readonly VersionRequest[];
  /** pip, uv, poetry, pdm, pipenv, npm, pnpm, yarn, bun, ... */
  'runtime.packageManager': string;
  /** True for a site that is only files. */
  'runtime.static': boolean;
  /** Dependencies of the manifest that counts. */
  'runtime.dependencies': readonly Dependency[];
  /** Path of the manifest that the builder installs from. */
  'runtime.manifest': string;
  /** Path of the lock file that is used; absent when there is none. */
  'runtime.lockFile': string;
  /** Lock files, the one that is used first. */
  'runtime.lockFiles': readonly LockFile[];
  /** What the manifest asks for and the lock file in use does not hold; absent where nobody can compare them. */
  'runtime.lockDifferences': readonly LockDifference[];
  /** The field `packageManager` of the package.json in the service's folder: `pnpm@9.1.0`. */
  'runtime.managerVersion': string;
  /** A manifest of the service's folder that is no UTF-8 text. */
  'runtime.unreadableManifest': string;
}
