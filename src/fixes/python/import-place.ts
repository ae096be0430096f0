import type { PythonModule, PythonStatement } from '../../documents/python-tree.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { lineEnd, newlineOf } from '../../text/layout.ts';
import { aboveComments } from './comments.ts';
import { isStandardModule } from './standard-library.ts';

/** `import os` as "os", `from x import y` as its parts. */
export type WantedImport = string | { readonly from: string; readonly name: string };

type ImportStatement = PythonStatement & { readonly kind: 'import' | 'import-from' };

/** What sorters put in a block of its own: `__future__`, Python's own modules, packages, modules beside the file. */
type Section = 0 | 1 | 2 | 3;

/** A new line of imports, among those at the head of a file: in its block, sorted where the block is. */
export function newImport(text: string, tree: PythonModule, wanted: WantedImport, usedAt: number): TextEdit {
  const line = typeof wanted === 'string' ? `import ${wanted}` : `from ${wanted.from} import ${wanted.name}`;
  const module = typeof wanted === 'string' ? wanted : wanted.from;
  const section: Section = isStandardModule(module) ? 1 : 2;
  const groups = groupsOf(text, tree, usedAt);
  const group = groups.find((each) => each.some((statement) => packageOf(moduleOf(statement)) === packageOf(module) && sectionOf(statement) === section))
    ?? groups.find((each) => each.some((statement) => sectionOf(statement) === section));
  if (group !== undefined) return inGroup(text, tree, group, { line, module, section });
  const earlier = groups.findLast((each) => each.every((statement) => sectionOf(statement) < section));
  const newline = newlineOf(text);
  const last = earlier?.at(-1);
  if (last !== undefined) return afterLine(text, tree, last, `${newline}${line}`);
  const [first] = groups;
  if (first === undefined) return atHead(text, tree, line);
  const next = first.findIndex((statement) => sectionOf(statement) > section);
  const previous = first[next - 1];
  if (previous !== undefined) return afterLine(text, tree, previous, line);
  return insertAt(aboveComments(text, tree, first[0]?.range.start ?? 0), `${line}${newline}${newline}`);
}

/** Imports at the head of a file, in the blocks that blank lines and other statements make. */
function groupsOf(text: string, tree: PythonModule, usedAt: number): readonly (readonly ImportStatement[])[] {
  const groups: ImportStatement[][] = [];
  let previous: PythonStatement | undefined;
  for (const statement of tree.body) {
    if (statement.range.end > usedAt || endsHead(statement)) break;
    if (isImport(statement)) {
      const isNext = previous !== undefined && isImport(previous) && !/\n[ \t]*\r?\n/.test(text.slice(previous.range.end, statement.range.start));
      const current = isNext ? groups.at(-1) : undefined;
      if (current === undefined) groups.push([statement]);
      else current.push(statement);
    }
    previous = statement;
  }
  return groups;
}

const isImport = (statement: PythonStatement): statement is ImportStatement => statement.kind === 'import' || statement.kind === 'import-from';

/** Calls such as `monkey.patch_all()`, names such as `__version__` and imports under a condition stand between imports; definitions and values end them. */
function endsHead(statement: PythonStatement): boolean {
  if (isImport(statement) || statement.kind === 'expression') return false;
  if (statement.kind === 'if') return ![...statement.body, ...statement.otherwise].every(isImport);
  if (statement.kind === 'try') return !statement.body.every(isImport);
  return !(statement.kind === 'assign' && statement.targets.every((target) => target.kind === 'name' && target.name.startsWith('__')));
}

const moduleOf = (statement: ImportStatement): string => (statement.kind === 'import' ? (statement.names[0]?.name ?? '') : statement.module);

const packageOf = (module: string): string => module.split('.')[0] ?? module;

function sectionOf(statement: ImportStatement): Section {
  if (statement.kind === 'import-from' && statement.level > 0) return 3;
  if (moduleOf(statement) === '__future__') return 0;
  return isStandardModule(moduleOf(statement)) ? 1 : 2;
}

interface NewLine {
  readonly line: string;
  readonly module: string;
  readonly section: Section;
}

/** A line among the imports of its section, or of the whole block where sections are mixed in it. */
function inGroup(text: string, tree: PythonModule, group: readonly ImportStatement[], { line, module, section }: NewLine): TextEdit {
  const from = group.findIndex((statement) => sectionOf(statement) === section);
  const to = group.findLastIndex((statement) => sectionOf(statement) === section);
  const between = group.slice(from, to + 1);
  const list = between.every((statement) => sectionOf(statement) === section) ? between : group;
  const isFrom = line.startsWith('from ');
  const key = ORDERS.find((order) => list.every((statement, index) => index === 0 || order(keyed(list[index - 1] ?? statement)) <= order(keyed(statement))));
  const own = key?.({ module, isFrom });
  const next = key === undefined || own === undefined ? -1 : list.findIndex((statement) => own < key(keyed(statement)));
  const alike = list.findLast((statement) => (statement.kind === 'import-from') === isFrom);
  const previous = next === -1 ? (key === undefined ? (alike ?? list.at(-1)) : list.at(-1)) : list[next - 1];
  if (previous !== undefined) return afterLine(text, tree, previous, line);
  return insertAt(aboveComments(text, tree, list[0]?.range.start ?? 0), `${line}${newlineOf(text)}`);
}

interface Keyed {
  readonly module: string;
  readonly isFrom: boolean;
}

const keyed = (statement: ImportStatement): Keyed => ({ module: moduleOf(statement), isFrom: statement.kind === 'import-from' });

/** The two orders of isort and ruff: whole modules before names of modules, or by the module alone. */
const ORDERS: readonly ((statement: Keyed) => string)[] = [
  ({ module, isFrom }) => `${isFrom ? 1 : 0}${module.toLowerCase()}`,
  ({ module }) => module.toLowerCase(),
];

function afterLine(text: string, tree: PythonModule, statement: PythonStatement, line: string): TextEdit {
  const newline = newlineOf(text);
  let offset = lineEnd(text, statement.range.end);
  // `import a; b = """` goes on in the next line.
  for (const other of tree.body) if (other.range.start < offset && offset < other.range.end) offset = lineEnd(text, other.range.end);
  return offset === text.length && !text.endsWith('\n') ? insertAt(offset, `${newline}${line}`) : insertAt(offset, `${line}${newline}`);
}

/** A file without imports: below its docstring, else above its first statement. */
function atHead(text: string, tree: PythonModule, line: string): TextEdit {
  const newline = newlineOf(text);
  const [first] = tree.body;
  if (first?.kind === 'expression' && first.value.kind === 'string') {
    const isFollowedByBlank = /^[ \t]*\r?\n/.test(text.slice(lineEnd(text, first.range.end)));
    return afterLine(text, tree, first, `${newline}${line}${isFollowedByBlank ? '' : newline}`);
  }
  return insertAt(aboveComments(text, tree, first?.range.start ?? 0), `${line}${newline}${newline}`);
}
