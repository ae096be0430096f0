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
}
