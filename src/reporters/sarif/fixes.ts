import { joinPath } from '../../model/files.ts';
import type { Finding } from '../../model/finding.ts';
import type { FileEdit } from '../edit-json.ts';
import { positionsOf } from '../position.ts';
import { shown } from '../text/width.ts';
import { artifactLocation, region } from './locations.ts';
import type { Fix } from './log.ts';

/** The fix of a finding as replacements. None where it makes or deletes a file, which SARIF has no words for: a part of a fix would be wrong. */
export function fixesOf({ fix }: Finding, edits: readonly FileEdit[] | undefined, prefix: string): readonly Fix[] {
  if (fix === undefined || edits === undefined || edits.length === 0) return [];
  const changes = new Map<string, Fix['artifactChanges'][number]['replacements'][number][]>();
  for (const each of edits) {
    const path = each.kind === 'edit' ? joinPath(prefix, each.file.path) : undefined;
    if (each.kind !== 'edit' || path === undefined) return [];
    const { start, end } = positionsOf(each.file, each.edit.range);
    const replacement = { deletedRegion: region(start, end), ...(each.edit.text === '' ? {} : { insertedContent: { text: each.edit.text } }) };
    changes.set(path, [...(changes.get(path) ?? []), replacement]);
  }
  const artifactChanges = [...changes].map(([path, replacements]) => ({ artifactLocation: artifactLocation(path), replacements }));
  return [{ description: { text: `${shown(fix.title)} (${fix.applicability})` }, artifactChanges }];
}
