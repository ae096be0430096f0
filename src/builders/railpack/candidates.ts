import { declared, renamed } from '../../model/fact.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';
import type { Settings } from './settings.ts';
import type { Candidate } from './versions.ts';

/** The request of RAILPACK_<name>, when it is set. */
export function fromVariable(settings: Settings, name: string, tool: string, documented?: number): readonly Candidate[] {
  const fact = settings.variableFact(name);
  if (fact === undefined) return [];
  const candidate = { at: renamed(fact, `runtime.versions.${tool}`), by: 'environment', label: `RAILPACK_${name}` };
  return [documented === undefined ? candidate : { ...candidate, documented }];
}

/** The request that a part of a file makes. */
export function fromFile(
  tool: string,
  place: { readonly file: SourceFile; readonly range: Range },
  more: Omit<Candidate, 'at'>,
): Candidate {
  const text = place.file.text.slice(place.range.start, place.range.end);
  return { ...more, at: declared(`runtime.versions.${tool}`, text, place.file, place.range) };
}
