import type { Node, ParseError } from 'jsonc-parser';
import { syntaxFailure } from '../text/conflict-marker.ts';
import type { Range } from '../text/range.ts';
import type { Parsed } from '../text/syntax-problem.ts';
import type { DataDocument, DataEntry, DataNode } from './data.ts';

type Jsonc = typeof import('jsonc-parser');

/** Deeper than any real file, and shallow enough for parsers that recurse. */
const DEEPEST = 500;

/** Numbers of https://github.com/microsoft/node-jsonc-parser `SyntaxKind`, an enum that is erased. */
const TOKEN = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, end: 17 } as const;

/** Messages by the numbers of https://github.com/microsoft/node-jsonc-parser `ParseErrorCode`, an enum that is erased. */
const MESSAGES: Readonly<Record<number, string>> = {
  1: 'this is no JSON value', 2: 'this is no JSON number', 3: 'a property name in double quotes is missing',
  4: 'a value is missing', 5: 'a colon is missing', 6: 'a comma is missing', 7: 'a closing brace is missing',
  8: 'a closing bracket is missing', 9: 'the file goes on after its value', 10: 'JSON has no comments',
  11: 'the comment has no end', 12: 'the string has no end', 13: 'the number has no end',
  14: 'this unicode escape is not valid', 15: 'this escape is not valid', 16: 'this character must be escaped',
};

/** Reads JSON; with `comments` also comments and trailing commas, for files whose reader takes them. */
export async function parseJson(text: string, options: { readonly comments?: boolean } = {}): Promise<Parsed<DataDocument>> {
  const loaded = await import('jsonc-parser');
  const jsonc: Jsonc = loaded.default ?? loaded;
  const tooDeep = findTooDeep(jsonc, text);
  if (tooDeep !== undefined) return syntaxFailure(text, `nested deeper than ${DEEPEST} levels`, tooDeep);
  const tolerant = options.comments === true;
  const errors: ParseError[] = [];
  const root = jsonc.parseTree(text, errors, { disallowComments: !tolerant, allowTrailingComma: tolerant });
  const [first] = errors;
  if (first !== undefined || root === undefined) {
    const start = first?.offset ?? 0;
    return syntaxFailure(text, messageOf(text, root, first), { start, end: start + (first?.length ?? 0) });
  }
  if (!tolerant && !isStrictJson(text)) return syntaxFailure(text, 'this is no JSON', rangeOf(root));
  const repeated: { key: string; range: Range }[] = [];
  return { ok: true, document: { root: nodeFrom(root, repeated), repeated } };
}

function messageOf(text: string, root: Node | undefined, error: ParseError | undefined): string {
  if (text.trim() === '') return 'the file is empty';
  if (root !== undefined && error !== undefined && error.offset >= rangeOf(root).end && isStrictJson(text.slice(0, rangeOf(root).end))) {
    return 'the file goes on after its value';
  }
  return MESSAGES[error?.error ?? 4] ?? 'this is no JSON';
}

/** The first bracket that stands too deep; the parser itself would overflow the stack there. */
function findTooDeep(jsonc: Jsonc, text: string): Range | undefined {
  const scanner = jsonc.createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== TOKEN.end; token = scanner.scan()) {
    if (token === TOKEN.openBrace || token === TOKEN.openBracket) depth += 1;
    if (token === TOKEN.closeBrace || token === TOKEN.closeBracket) depth -= 1;
    const start = scanner.getTokenOffset();
    if (depth > DEEPEST) return { start, end: start + 1 };
  }
  return undefined;
}

function isStrictJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function rangeOf(node: Node): Range {
  return { start: node.offset, end: node.offset + node.length };
}

function nodeFrom(node: Node, repeated: { key: string; range: Range }[]): DataNode {
  const range = rangeOf(node);
  const children = node.children ?? [];
  if (node.type === 'array') return { kind: 'array', items: children.map((child) => nodeFrom(child, repeated)), range };
  if (node.type === 'object') return { kind: 'object', entries: entriesFrom(children, repeated), range };
  if (node.type === 'property') return { kind: 'null', value: null, range };
  return { kind: node.type, value: node.value, range };
}

function entriesFrom(properties: readonly Node[], repeated: { key: string; range: Range }[]): DataEntry[] {
  const seen = new Set<string>();
  const entries: DataEntry[] = [];
  for (const property of properties) {
    const [name, value] = property.children ?? [];
    if (name === undefined || value === undefined) continue;
    const key = String(name.value);
    if (seen.has(key)) repeated.push({ key, range: rangeOf(name) });
    seen.add(key);
    entries.push({ key, keyRange: rangeOf(name), value: nodeFrom(value, repeated) });
  }
  return entries;
}
