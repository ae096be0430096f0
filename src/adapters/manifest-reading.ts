import { declared } from '../model/fact.ts';
import type { Dependency } from '../model/facts/runtime.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Range } from '../text/range.ts';
import type { SyntaxProblem } from '../text/syntax-problem.ts';

/** What a manifest says: what it depends on, and what is wrong with the files. */
export interface ManifestReading {
  readonly dependencies: readonly Dependency[];
  readonly problems: readonly Problem[];
  /** Files that were read, the manifest first. */
  readonly files: readonly string[];
}

/** What a reader knows of a dependency; the rest follows. */
export interface WrittenDependency {
  readonly language: Dependency['language'];
  readonly name: string;
  readonly specifier: string;
  readonly extras: readonly string[];
  readonly kind: Dependency['kind'];
  /** As written. */
  readonly text: string;
  readonly range: Range;
}

/** The dependency with its place; an exact specifier settles its version. */
export function dependencyFrom(written: WrittenDependency, file: SourceFile): Dependency {
  const { language, name, specifier, extras, kind, text, range } = written;
  const at = declared('runtime.dependency', text, file, range);
  const version = exactVersion(specifier, language);
  return { name: language === 'python' ? normalName(name) : name, at, specifier, extras, version, kind, language };
}

/** A Python name as installers compare it. https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function normalName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

/** `==1.2.3` of Python, `1.2.3` of npm and Poetry; a range or a wildcard settles nothing. */
export function exactVersion(specifier: string, language: Dependency['language']): string | undefined {
  const pattern = language === 'python' ? /^(?:={2,3}\s*)?v?(\d[\w.!+-]*)$/ : /^=?\s*v?(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)$/;
  return pattern.exec(specifier.trim())?.[1];
}

/** The reading of a manifest that does not parse. */
export function brokenManifest(file: SourceFile, { kind = 'syntax', message, range }: SyntaxProblem): ManifestReading {
  return { dependencies: [], problems: [{ kind, path: file.path, message, at: { file, range } }], files: [file.path] };
}
