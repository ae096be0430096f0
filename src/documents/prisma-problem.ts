import { findConflictMarker } from '../text/conflict-marker.ts';
import type { Range } from '../text/range.ts';
import type { SyntaxProblem } from '../text/syntax-problem.ts';
import { parsePrismaSchema, type PrismaBlock } from './prisma.ts';

/** Blocks that hold fields; those of a composite type are the same. */
const WITH_FIELDS: ReadonlySet<string> = new Set(['model', 'view', 'type']);
/** Blocks that hold `key = value`. */
const WITH_SETTINGS: ReadonlySet<string> = new Set(['datasource', 'generator']);
/** The beginning of a block, as a line inside of another one. */
const BEGINS_BLOCK = /^\s*(?:model|view|type|enum|datasource|generator)\s+\w+\s*\{/;

/**
 * The first line that Prisma refuses to read; undefined where it reads them all. What names and types mean is not asked.
 * https://www.prisma.io/docs/orm/prisma-schema/overview
 */
export function findPrismaProblem(text: string): SyntaxProblem | undefined {
  const marker = findConflictMarker(text);
  if (marker !== undefined) return { kind: 'conflict-marker', message: 'a merge conflict is not resolved', range: marker };
  const { blocks, stray, unread } = parsePrismaSchema(text);
  const brackets = unread.filter(({ start }) => text.charAt(start) !== '{');
  const problems = [
    ...refused(brackets, 'this bracket is not closed, or what it holds cannot be read'),
    // A bracket that swallows the rest leaves its block open too.
    ...(brackets.length > 0 ? [] : refused(unread, 'this block is not closed')),
    ...refused(stray, 'this line is outside of a block, and begins none'),
    ...blocks.flatMap((block) => problemsIn(block, text)),
  ];
  return problems.toSorted((a, b) => a.range.start - b.range.start)[0];
}

function problemsIn(block: PrismaBlock, text: string): readonly SyntaxProblem[] {
  const [words, fields, settings] = [block.words, block.fields, [...block.settings.values()]].map((parts) => parts.map(({ range }) => range)) as [Range[], Range[], Range[]];
  const unread = block.unread.map((range) => ({ message: messageOf(text.slice(range.start, range.end), block), range }));
  if (WITH_FIELDS.has(block.kind)) return [...unread, ...refused([...words, ...settings], 'this line is no field, which has a name and a type')];
  if (WITH_SETTINGS.has(block.kind)) return [...unread, ...refused([...words, ...fields], 'this line is not written as name = value')];
  if (block.kind === 'enum') return [...unread, ...refused([...fields, ...settings], 'this line is no value of an enum')];
  return refused([block.range], `a schema has no block of the kind "${block.kind}"`);
}

const refused = (ranges: readonly Range[], message: string): readonly SyntaxProblem[] => ranges.map((range) => ({ message, range }));

function messageOf(line: string, { kind, name }: PrismaBlock): string {
  return BEGINS_BLOCK.test(line) ? `${kind} ${name} is not closed before this line` : `this line of ${kind} ${name} cannot be read`;
}
