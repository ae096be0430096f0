import type { Program } from '@oxc-project/types';
import { parseTypeScript, walk, type SyntaxNode } from '../../documents/typescript.ts';
import { indentUnitOf, newlineOf } from '../../text/layout.ts';
import { quoteOf } from '../../text/quotes.ts';
import { reindented, type Style } from './style.ts';

/** What the templates are written in. */
const INDENT = '  ';

/** Statements that end with a semicolon where people write one. */
const ENDING = new Set(['ExpressionStatement', 'VariableDeclaration', 'ImportDeclaration', 'ReturnStatement', 'ThrowStatement']);

/** How a JavaScript or TypeScript file is written. */
export function javaScriptStyle(text: string, tree: SyntaxNode): Style {
  const quotes: string[] = [];
  let withSemicolon = 0;
  let without = 0;
  walk(tree, (node, parent) => {
    const first = text[node.start];
    if (node.type === 'Literal' && parent?.type !== 'JSXAttribute' && (first === '"' || first === "'")) quotes.push(first);
    if (!isEnding(node, parent)) return;
    if (text[node.end - 1] === ';') withSemicolon += 1;
    else without += 1;
  });
  return { indent: indentUnitOf(text) ?? INDENT, quote: quoteOf(quotes), newline: newlineOf(text), semicolons: withSemicolon >= without };
}

/** A template's JavaScript as the file that it goes to is written; its lines end with `\n` still. */
export function restyledJavaScript(text: string, tree: SyntaxNode, style: Style): string {
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  walk(tree, (node, parent) => {
    const content = text.slice(node.start + 1, node.end - 1);
    if (node.type === 'Literal' && /["']/.test(text[node.start] ?? '') && !/["'\\]/.test(content)) {
      edits.push({ start: node.start, end: node.end, text: style.quote + content + style.quote });
    }
    if (!style.semicolons && isEnding(node, parent) && text[node.end - 1] === ';') edits.push({ start: node.end - 1, end: node.end, text: '' });
  });
  let result = text;
  for (const { start, end, text: replacement } of edits.toSorted((a, b) => b.start - a.start)) result = result.slice(0, start) + replacement + result.slice(end);
  return reindented(result, { from: INDENT, to: style.indent });
}

/** True for a statement of its own; a declaration in the head of a loop has no semicolon to leave out. */
const isEnding = ({ type }: SyntaxNode, parent: SyntaxNode | undefined): boolean => ENDING.has(type) && !/^For/.test(parent?.type ?? '');

/** The syntax tree of a template that is filled in. */
export async function templateTree(text: string, path: string): Promise<Program> {
  const parsed = await parseTypeScript(path, text);
  if (!parsed.ok) throw new Error(`the template ${path} is no JavaScript once it is filled in`);
  return parsed.document;
}
