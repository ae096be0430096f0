import type { Planned } from '../../../model/change.ts';
import { lineEnd, lineStart } from '../../../text/layout.ts';
import type { Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { blockAt } from './block-at.ts';

/** Takes an attribute out of a model: one with two `@` with its line, one of a field with the space before it. */
export function removePrismaAttribute({ at }: Rewrite): Planned {
  const found = blockAt(at[0]);
  const { block, file, range } = found ?? {};
  const all = block === undefined ? [] : [...block.attributes, ...block.fields.flatMap(({ attributes }) => attributes)];
  if (file === undefined || range === undefined || !all.some((each) => each.range.start === range.start && each.range.end === range.end)) return refused(`${at[0].name} is no attribute of a Prisma model`);
  const { text } = file;
  const [start, end] = [lineStart(text, range.start), lineEnd(text, range.end)];
  const isAlone = text.slice(start, range.start).trim() === '' && /^\s*(?:\/\/.*)?\s*$/.test(text.slice(range.end, end));
  if (isAlone) return edited(file.path, [{ range: { start, end }, text: '' }]);
  const before = text.slice(0, range.start).trimEnd().length;
  return edited(file.path, [{ range: { start: before, end: range.end }, text: '' }]);
}
