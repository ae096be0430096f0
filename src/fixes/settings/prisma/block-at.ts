import { parsePrisma, type PrismaBlock } from '../../../documents/prisma.ts';
import type { Evidence } from '../../../model/fact.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import type { Range } from '../../../text/range.ts';
import { placeOf } from '../../planned.ts';

/** The block of a Prisma schema that a fact stands in; undefined where it stands elsewhere. */
export function blockAt(at: Evidence | undefined): { readonly block: PrismaBlock; readonly file: SourceFile; readonly range: Range } | undefined {
  const place = placeOf(at);
  if (place === undefined || !place.file.path.endsWith('.prisma')) return undefined;
  const { file, range } = place;
  const block = parsePrisma(file.text).find((each) => each.range.start <= range.start && range.end <= each.range.end);
  return block === undefined ? undefined : { block, file, range };
}
