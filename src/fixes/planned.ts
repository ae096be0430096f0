import type { Evidence } from '../model/fact.ts';
import type { FileChange, FileChanges, Planned } from '../model/change.ts';
import type { SourceFile } from '../model/source-file.ts';
import { areInConflict, type TextEdit } from '../text/edit.ts';
import type { Range } from '../text/range.ts';

/** A change that cannot be made; the reason reads after "because", no period. */
export const refused = (because: string): Planned => ({ ok: false, because });

/** Edits of one file. No edits at all means that nothing is to be done, which is no fix. */
export function edited(path: string, edits: readonly TextEdit[]): Planned {
  const [first, ...rest] = edits;
  if (first === undefined) return refused(`${path} says so already`);
  return { ok: true, changes: new Map([[path, { kind: 'edit', edits: [first, ...rest] }]]) };
}

/** A file that is not there yet. */
export const created = (path: string, text: string): Planned => ({ ok: true, changes: new Map([[path, { kind: 'create', text }]]) });

/** Several plans as one: refused where one is, or where two touch the same place. */
export function together(plans: readonly Planned[]): Planned {
  const changes = new Map<string, FileChange>();
  for (const plan of plans) {
    if (!plan.ok) return plan;
    for (const [path, change] of plan.changes) {
      const joined = joinedChange(changes.get(path), change);
      if (joined === undefined) return refused(`two of its changes touch the same place in ${path}`);
      changes.set(path, joined);
    }
  }
  return { ok: true, changes };
}

function joinedChange(before: FileChange | undefined, after: FileChange): FileChange | undefined {
  if (before === undefined) return after;
  if (before.kind !== 'edit' || after.kind !== 'edit') return undefined;
  const [first, ...rest] = before.edits;
  return areInConflict(before.edits, after.edits) ? undefined : { kind: 'edit', edits: [first, ...rest, ...after.edits] };
}

/** Where a fact stands in a file; undefined of defaults, assumptions, calculations and absent facts. */
export function placeOf(fact: Evidence | undefined): { readonly file: SourceFile; readonly range: Range } | undefined {
  if (fact === undefined || fact.state === 'absent' || fact.provenance.kind !== 'declared') return undefined;
  return { file: fact.provenance.file, range: fact.provenance.range };
}

/** The paths that a plan touches, sorted. */
export const pathsOf = (changes: FileChanges): readonly string[] => [...changes.keys()].sort();
