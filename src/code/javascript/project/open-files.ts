import type { ParseFile } from '../../../documents/typescript.ts';
import type { ProjectFiles } from '../../../model/files.ts';
import type { Problem } from '../../../model/problem.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { indexModule } from '../syntax/index-module.ts';
import type { Module } from '../syntax/module.ts';
import { interestOf } from './interest.ts';

/** Characters of code that one scan parses, all services together: about as much as a second takes. */
const SCAN_LIMIT = 3_000_000;
/** Characters of code that are looked at for one service; less when nothing says what it starts, as then most is of no concern. */
export const SERVICE_LIMIT = 2_500_000;
export const UNKNOWN_LIMIT = 1_500_000;
/** Beyond this, code that only asks other servers stays unread: it decides least. */
const ASKING_LIMIT = 1_000_000;

/** The parsed files of a service, and the way to more. */
export interface OpenFiles {
  readonly modules: Map<string, Module>;
  readonly broken: Set<string>;
  /** Files that stay unread because there is too much code. */
  readonly unread: Set<string>;
  /** The same of files in which there is nothing to find but requests to other servers. */
  readonly unasked: Set<string>;
  readonly problems: Problem[];
  /** Counts names that led to a file which stays closed for now: what follows from that is not kept. */
  missed: number;
  /** Counts chains of names that were too long to follow. */
  cut: number;
  /** True while calls are listed: names lead only into files that may hold something to list. */
  isListing: boolean;
  /** Parses a file; undefined when that cannot be done, or is not worth it while calls are listed. */
  readonly open: (path: string) => Module | undefined;
  /** Parses a file that asks other servers, while there is room for such. */
  readonly openAsking: (path: string) => void;
}

type Opened = { readonly kind: 'module'; readonly module: Module } | { readonly kind: 'broken'; readonly problem: Problem };

/** Services share files, so a file is parsed once a scan. */
const OPENED = new WeakMap<SourceFile, Opened>();
/** What a scan has parsed, or would have, had an earlier one of the same run not done it: each sees as much as a scan by itself. */
const SPENT = new WeakMap<ProjectFiles, { characters: number; readonly files: Set<SourceFile> }>();

interface Opening {
  readonly files: ProjectFiles;
  readonly parse: ParseFile;
  /** Characters that may still be looked at. */
  left: number;
}

export function openFiles(files: ProjectFiles, parse: ParseFile, limit: number): OpenFiles {
  const opening: Opening = { files, parse, left: limit };
  const opened: OpenFiles = { modules: new Map(), broken: new Set(), unread: new Set(), unasked: new Set(), problems: [], missed: 0, cut: 0, isListing: false,
    open: (path) => openOne(opened, opening, path), openAsking: (path) => {
      if (opened.modules.has(path)) return;
      if (limit - opening.left < ASKING_LIMIT) openOne(opened, opening, path);
      else opened.unasked.add(path);
    } };
  return opened;
}

function openOne(opened: OpenFiles, opening: Opening, path: string): Module | undefined {
  const before = opened.modules.get(path);
  if (before !== undefined || opened.broken.has(path) || opened.unread.has(path) || path.endsWith('.json')) return before;
  const file = opening.files.read(path);
  if (file === undefined) {
    opened.broken.add(path);
    return undefined;
  }
  if (opened.isListing && !mayHoldCalls(file)) {
    opened.missed += 1;
    return undefined;
  }
  const result = parseOnce(opening, file);
  if (result === undefined) opened.unread.add(path);
  else if (result.kind === 'module') opened.modules.set(path, result.module);
  else {
    opened.broken.add(path);
    opened.problems.push(result.problem);
  }
  return result?.kind === 'module' ? result.module : undefined;
}

/** Names lead on through files that only pass them on, and end at what libraries make. */
function mayHoldCalls(file: SourceFile): boolean {
  const { runs, serves, passesOn } = interestOf(file);
  return runs === 'server' && (serves || passesOn);
}

function parseOnce(opening: Opening, file: SourceFile): Opened | undefined {
  const { files, parse } = opening;
  if (opening.left < file.text.length) return undefined;
  opening.left -= file.text.length;
  const spent = SPENT.get(files) ?? { characters: 0, files: new Set() };
  SPENT.set(files, spent);
  if (!spent.files.has(file) && spent.characters + file.text.length > SCAN_LIMIT) return undefined;
  if (!spent.files.has(file)) spent.characters += file.text.length;
  spent.files.add(file);
  const before = OPENED.get(file);
  if (before !== undefined) return before;
  const parsed = parse(file.path, file.text);
  const opened: Opened = parsed.ok ? { kind: 'module', module: indexModule(file, parsed.document) }
    : { kind: 'broken', problem: { kind: 'syntax', path: file.path, message: parsed.problem.message, at: { file, range: parsed.problem.range } } };
  OPENED.set(file, opened);
  return opened;
}
