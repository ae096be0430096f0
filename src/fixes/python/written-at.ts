import { parsePythonFile } from '../../documents/python.ts';
import type { Evidence } from '../../model/fact.ts';
import type { Range } from '../../text/range.ts';
import type { FixContext } from '../context.ts';
import { placeOf } from '../planned.ts';
import type { Written } from './containers.ts';

/** The Python file that a fact stands in, with its tree and the place of the fact; or why there is none. */
export async function writtenAt(at: Evidence, { files }: Pick<FixContext, 'files'>): Promise<(Written & { readonly range: Range }) | string> {
  const place = placeOf(at);
  const file = place && files.read(place.file.path);
  const parsed = file && await parsePythonFile(file);
  if (place === undefined || file === undefined || parsed?.ok !== true) return `${at.name} stands in no Python file`;
  return { file, tree: parsed.document, range: place.range };
}
