import type { Program } from '@oxc-project/types';
import type { OxcError, ParseResult } from 'oxc-parser';
import { syntaxFailure } from '../text/conflict-marker.ts';
import type { Parsed } from '../text/syntax-problem.ts';
import { findDeepNesting } from './typescript-depth.ts';

/** A node of the syntax tree, of whatever type: what a walk sees. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** What a walk asks for: `skip` leaves the children of a node out. */
export type Visit = (node: SyntaxNode, parent: SyntaxNode | undefined) => 'skip' | undefined | void;

type SourceType = 'module' | 'unambiguous' | 'commonjs';
type Language = 'js' | 'jsx' | 'ts' | 'tsx' | 'dts';

/** Reads one file into an ESTree with offsets in UTF-16 units. */
export type ParseFile = (path: string, text: string) => Parsed<Program>;

/** Reads JavaScript and TypeScript into an ESTree with offsets in UTF-16 units. */
export async function parseTypeScript(path: string, text: string): Promise<Parsed<Program>> {
  const parse = await loadTypeScriptParser();
  return parse(path, text);
}

/** Loads the parser once; what it gives reads files without waiting. */
export async function loadTypeScriptParser(): Promise<ParseFile> {
  const read = await loadScriptReader();
  return (path, text) => {
    const result = read(path, text);
    return result.ok ? { ok: true, document: result.document.program } : result;
  };
}

/** The same with what the parser says beside the tree: comments. */
export async function loadScriptReader(): Promise<(path: string, text: string) => Parsed<Pick<ParseResult, 'program' | 'comments'>>> {
  const { parseSync } = await import('oxc-parser');
  return (path, text) => {
    const lang = languageOf(path);
    const deep = findDeepNesting(text, lang.endsWith('x'));
    if (deep !== undefined) return syntaxFailure(text, 'nested too deeply', { start: deep, end: deep + 1 });
    let first: OxcError | undefined;
    for (const sourceType of sourceTypesOf(path)) {
      const result = parseSync(path, text, { lang, sourceType });
      const error = result.errors.find((each) => String(each.severity) === 'Error');
      if (error === undefined) return { ok: true, document: result };
      first ??= error;
    }
    return failureFrom(text, first);
  };
}

function failureFrom(text: string, error: OxcError | undefined): Parsed<never> {
  const [label] = error?.labels ?? [];
  const message = error?.message.replace(/\.$/, '') ?? 'the file cannot be read';
  return syntaxFailure(text, message, { start: label?.start ?? 0, end: label?.end ?? 0 });
}

/** Plain JavaScript may hold JSX: React files are often called `.js`. */
function languageOf(path: string): Language {
  if (/\.d\.[cm]?ts$/i.test(path)) return 'dts';
  if (/\.[cm]?ts$/i.test(path)) return 'ts';
  if (/\.tsx$/i.test(path)) return 'tsx';
  return 'jsx';
}

/** How a file may have to be read: `unambiguous` is a module when it imports or exports; only CommonJS returns at the top. */
function sourceTypesOf(path: string): readonly SourceType[] {
  if (/\.[cm]?tsx?$|\.mjs$/i.test(path)) return path.toLowerCase().endsWith('.cts') ? ['unambiguous', 'commonjs'] : ['module'];
  return ['unambiguous', 'commonjs'];
}

/** Visits every node, parents first and in the order of the text. It does not recurse, so depth is no danger. */
export function walk(root: SyntaxNode, visit: Visit): void {
  const open: { readonly node: SyntaxNode; readonly parent: SyntaxNode | undefined }[] = [{ node: root, parent: undefined }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (visit(next.node, next.parent) === 'skip') continue;
    const children = childrenOf(next.node);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const node = children[index];
      if (node !== undefined) open.push({ node, parent: next.node });
    }
  }
}

/** The nodes directly below a node. */
function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children.length < 2 ? children : children.sort((a, b) => a.start - b.start);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;
}
