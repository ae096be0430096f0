import { parseRequirements } from '../documents/requirements.ts';
import type { Requirement, RequirementLine } from '../documents/requirements.ts';
import type { Dependency } from '../model/facts/runtime.ts';
import { folderOf, joinPath } from '../model/files.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceFile } from '../model/source-file.ts';
import { findConflictMarker } from '../text/conflict-marker.ts';
import type { Range } from '../text/range.ts';
import { dependencyFrom, exactVersion, normalName } from './manifest-reading.ts';
import type { ManifestReading } from './manifest-reading.ts';

/** Opens a file of the project; undefined when it cannot be read. */
export type ReadFile = (path: string) => SourceFile | undefined;

/** More included files than this are a mistake, or an attack. */
const MOST_FILES = 50;
/** Dependencies that Linux never installs. https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers */
const OTHER_SYSTEM = /^\(?\s*(?:sys_platform|platform_system|os_name)\s*==\s*["'](?:win32|windows|nt|darwin|cygwin)["']\s*\)?$/i;

interface Chain {
  readonly read: ReadFile;
  readonly seen: Set<string>;
  readonly found: { readonly requirement: Requirement; readonly file: SourceFile }[];
  readonly constraints: Map<string, string>;
  readonly problems: Problem[];
}

/** Reads a requirements file and the files that it includes; a file that includes itself is read once. */
export function readRequirementsTxt(file: SourceFile, read: ReadFile): ManifestReading {
  const chain: Chain = { read, seen: new Set(), found: [], constraints: new Map(), problems: [] };
  readInto(chain, file, { constraint: false });
  const dependencies = chain.found.filter(({ requirement }) => !OTHER_SYSTEM.test(requirement.marker ?? ''))
    .map(({ requirement, file: source }) => dependencyOf(requirement, source, chain.constraints));
  return { dependencies, problems: chain.problems, files: [...chain.seen] };
}

function readInto(chain: Chain, file: SourceFile, { constraint }: { readonly constraint: boolean }): void {
  if (chain.seen.has(file.path) || chain.seen.size >= MOST_FILES) return;
  chain.seen.add(file.path);
  const marker = findConflictMarker(file.text);
  if (marker !== undefined) return report(chain, file, { kind: 'conflict-marker', message: 'a merge conflict is not resolved' }, marker);
  for (const line of parseRequirements(file.text)) readLine(chain, file, line, constraint);
}

function readLine(chain: Chain, file: SourceFile, line: RequirementLine, constraint: boolean): void {
  if (line.kind === 'include') return include(chain, file, line, constraint || line.constraint);
  if (line.kind === 'invalid') {
    return report(chain, file, { kind: 'syntax', message: `pip cannot read the line ${JSON.stringify(shortened(line.text))}` }, line.range);
  }
  if (line.kind !== 'requirement') return;
  if (!constraint) chain.found.push({ requirement: line, file });
  const version = exactVersion(line.specifier, 'python');
  if (constraint && version !== undefined) chain.constraints.set(normalName(line.name), version);
}

function include(chain: Chain, file: SourceFile, line: Extract<RequirementLine, { kind: 'include' }>, constraint: boolean): void {
  if (/^[a-z]+:\/\//i.test(line.path)) return;
  const path = joinPath(folderOf(file.path), line.path.replaceAll('\\', '/'));
  const included = path === undefined ? undefined : chain.read(path);
  if (included !== undefined) return readInto(chain, included, { constraint });
  report(chain, file, { kind: 'unreadable', message: `${line.path} is included, and cannot be read` }, line.range);
}

function report(chain: Chain, file: SourceFile, problem: Pick<Problem, 'kind' | 'message'>, range: Range): void {
  chain.problems.push({ ...problem, path: file.path, at: { file, range } });
}

function dependencyOf(requirement: Requirement, file: SourceFile, constraints: ReadonlyMap<string, string>): Dependency {
  const { name, specifier, extras, range } = requirement;
  const text = file.text.slice(range.start, range.end);
  const hashed = requirement.options.includes('--hash') ? { hashed: true } as const : {};
  const dependency = { ...dependencyFrom({ language: 'python', name, specifier, extras, kind: 'production', text, range }, file), ...hashed };
  const constrained = constraints.get(dependency.name);
  return dependency.version === undefined && constrained !== undefined ? { ...dependency, version: constrained } : dependency;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
