import type { Range } from '../text/range.ts';

/** The text of an SQL file cut as `psql` cuts it. */
export interface SqlPieces {
  /** One statement each, from its first word to the last, without the semicolon. */
  readonly statements: readonly Range[];
  /** `-- to the end of the line` and `/* ... *\/`, in the order of the text. */
  readonly comments: readonly Range[];
  /** Where a string, a quoted name, a comment or a bracket is still open at the end of the text. */
  readonly open: Range | undefined;
}

const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /\d[\w.]*/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const PARAMETER = /\$\d+/y;
const SPACE = /\s+/y;

/** What is read of the statement that is not at its end yet. */
interface Draft {
  start: number | undefined;
  end: number;
  /** Open round brackets. */
  depth: number;
  /** Open `BEGIN ATOMIC ... END` and `CASE ... END` in the body of a function. */
  blocks: number;
  first: string[];
  last: string;
  /** It says `FROM stdin`. */
  hasInput: boolean;
}

interface Cutting {
  readonly text: string;
  readonly statements: Range[];
  readonly comments: Range[];
  draft: Draft;
  open: Range | undefined;
}

/**
 * Cuts SQL into statements by the rules of psql's lexer (https://github.com/postgres/postgres/blob/REL_18_STABLE/src/fe_utils/psqlscan.l):
 * quotes of all kinds, nested comments, brackets, bodies of SQL functions. Meta commands of psql and the data of `COPY ... FROM stdin`
 * belong to no statement. It reads the text once.
 */
export function cutSql(text: string): SqlPieces {
  const cutting: Cutting = { text, statements: [], comments: [], draft: emptyDraft(), open: undefined };
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) at = step(cutting, at);
  finish(cutting);
  return { statements: cutting.statements, comments: cutting.comments, open: cutting.open };
}

const emptyDraft = (): Draft => ({ start: undefined, end: 0, depth: 0, blocks: 0, first: [], last: '', hasInput: false });

function step(cutting: Cutting, at: number): number {
  const { text, draft } = cutting;
  const space = matched(SPACE, text, at);
  if (space > at) return space;
  const two = text.slice(at, at + 2);
  if (two === '--') return comment(cutting, at, lineEnd(text, at));
  if (two === '/*') return comment(cutting, at, closedComment(cutting, at));
  const character = text.charAt(at);
  if (character === '\\') return metaCommand(cutting, at);
  if (character === ';' && draft.depth <= 0 && draft.blocks === 0) return endStatement(cutting, at + 1);
  if (character === '(') draft.depth += 1;
  if (character === ')') draft.depth -= 1;
  return take(cutting, at, tokenEnd(cutting, at, character));
}

function take(cutting: Cutting, start: number, end: number): number {
  cutting.draft.start ??= start;
  cutting.draft.end = end;
  return end;
}

function tokenEnd(cutting: Cutting, at: number, character: string): number {
  const { text } = cutting;
  if (character === "'" || character === '"') return quoted(cutting, at, at, false);
  if (character === '$') return dollar(cutting, at);
  const number = matched(NUMBER, text, at);
  if (number > at) return number;
  const end = matched(WORD, text, at);
  if (end === at) return at + 1;
  const word = text.slice(at, Math.min(end, at + 20)).toLowerCase();
  if (word === 'e' && text.charAt(end) === "'") return quoted(cutting, at, end, true);
  noteWord(cutting.draft, word);
  return end;
}

/** `BEGIN` opens a block in the body of a function only, and `CASE` in such a block only. */
function noteWord(draft: Draft, word: string): void {
  if (draft.first.length < 4) draft.first.push(word);
  if (draft.last === 'from' && word === 'stdin') draft.hasInput = true;
  draft.last = word;
  const [create, second, , fourth] = draft.first;
  const what = second === 'or' ? fourth : second;
  if (create !== 'create' || (what !== 'function' && what !== 'procedure') || draft.depth > 0) return;
  if (word === 'begin' || (word === 'case' && draft.blocks > 0)) draft.blocks += 1;
  if (word === 'end' && draft.blocks > 0) draft.blocks -= 1;
}

function quoted(cutting: Cutting, start: number, open: number, escapes: boolean): number {
  const { text } = cutting;
  const quote = text.charAt(open);
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (escapes && character === '\\') at += 1;
    else if (character === quote && text.charAt(at + 1) === quote) at += 1;
    else if (character === quote) return at + 1;
  }
  return leftOpen(cutting, start);
}

function dollar(cutting: Cutting, at: number): number {
  const { text } = cutting;
  const parameter = matched(PARAMETER, text, at);
  if (parameter > at) return parameter;
  const tagEnd = matched(DOLLAR_TAG, text, at);
  if (tagEnd === at) return at + 1;
  const tag = text.slice(at, tagEnd);
  const close = text.indexOf(tag, tagEnd);
  return close === -1 ? leftOpen(cutting, at) : close + tag.length;
}

function leftOpen(cutting: Cutting, start: number): number {
  cutting.open = { start, end: start + 1 };
  return cutting.text.length;
}

function comment(cutting: Cutting, start: number, end: number): number {
  cutting.comments.push({ start, end });
  return end;
}

/** The end of a comment that may hold others. */
function closedComment(cutting: Cutting, start: number): number {
  const { text } = cutting;
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return leftOpen(cutting, start);
}

/** `\gexec` and the like send what stands before them; others stand between statements. */
function metaCommand(cutting: Cutting, at: number): number {
  finish(cutting);
  return lineEnd(cutting.text, at);
}

/** Ends the statement; the lines behind `COPY ... FROM stdin;` up to `\.` are its data. */
function endStatement(cutting: Cutting, after: number): number {
  const hasData = cutting.draft.first[0] === 'copy' && cutting.draft.hasInput;
  finish(cutting);
  if (!hasData) return after;
  const end = /^\\\.[ \t]*\r?$/gm;
  end.lastIndex = after;
  return end.exec(cutting.text) === null ? cutting.text.length : end.lastIndex;
}

function finish(cutting: Cutting): void {
  const { start, end } = cutting.draft;
  if (start !== undefined) cutting.statements.push({ start, end });
  cutting.draft = emptyDraft();
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function matched(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
