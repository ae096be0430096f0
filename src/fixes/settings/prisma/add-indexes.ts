import type { PrismaField, PrismaValue } from '../../../documents/prisma.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt } from '../../../text/edit.ts';
import { indentAt, lineEnd, newlineOf } from '../../../text/layout.ts';
import type { Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { blockAt } from './block-at.ts';

/** Writes `@@index([a, b])` into a model: `columns` are names of the database, `a,b;c` for two indexes. */
export function addPrismaIndexes({ at, with: values = {} }: Rewrite): Planned {
  const found = blockAt(at[0]);
  const { columns } = values;
  if (found === undefined || typeof columns !== 'string') return refused(`${at[0].name} is no model of a Prisma schema`);
  const { block, file } = found;
  const lists = columns.split(';').map((list) => list.split(',').map((column) => block.fields.find((field) => columnOf(field) === column)?.name));
  if (lists.some((list) => list.includes(undefined))) return refused(`the model ${block.name} has no field for one of the columns ${columns}`);
  const { text } = file;
  const last = block.attributes.at(-1);
  const lastField = block.fields.at(-1);
  const anchor = last ?? lastField;
  if (anchor === undefined || !text.slice(block.range.start, block.range.end).includes('\n')) return refused(`the model ${block.name} stands on one line`);
  const newline = newlineOf(text);
  const indent = indentAt(text, anchor.range.start);
  const lines = lists.map((list) => `${indent}@@index([${list.join(', ')}])${newline}`).join('');
  return edited(file.path, [insertAt(lineEnd(text, anchor.range.end), last === undefined ? `${newline}${lines}` : lines)]);
}

function columnOf({ name, attributes }: PrismaField): string {
  const value: PrismaValue | undefined = attributes.find((each) => each.name === 'map')?.arguments[0]?.value;
  return value?.kind === 'text' ? value.value : name;
}
