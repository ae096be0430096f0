import type { Node, ObjectLiteralExpression, SourceFile, StringLiteral } from 'ts-morph';
import type { Code, Plain } from '../../model/change.ts';
import { asKind } from './tree.ts';

type Quote = '"' | "'";

/** The quote that most strings of a file have. */
export function quoteIn(tree: SourceFile): Quote {
  let single = 0;
  let double = 0;
  for (const node of tree.getDescendants()) {
    if (node.getKindName() !== 'StringLiteral' || node.getParent()?.getKindName() === 'JsxAttribute') continue;
    if ((node as StringLiteral).getText().startsWith("'")) single += 1;
    else double += 1;
  }
  return single > double ? "'" : '"';
}

/** A value as people of this file write it; the other quote where that needs no backslash. */
export function written(value: Plain | Code, quote: Quote): string {
  if (typeof value === 'object') return value.code;
  if (typeof value !== 'string') return String(value);
  const other = quote === '"' ? "'" : '"';
  const chosen = value.includes(quote) && !value.includes(other) ? other : quote;
  return chosen + value.replaceAll('\\', '\\\\').replaceAll(chosen, `\\${chosen}`).replaceAll('\n', '\\n').replaceAll('\r', '\\r') + chosen;
}

/** A key as the other keys of its object are written: in quotes where it must be, or where all of them are. */
export function writtenKey(name: string, object: ObjectLiteralExpression | undefined, quote: Quote): string {
  const keys = (object?.getProperties() ?? []).map((property) => asKind(property, 'PropertyAssignment')?.getNameNode().getText() ?? '');
  const allQuoted = keys.length > 0 && keys.every((key) => /^["']/.test(key));
  return allQuoted || !/^[A-Za-z_$][\w$]*$/.test(name) ? written(name, quote) : name;
}

/** What one level of indentation is: a tab, or the least number of blanks that a line begins with. */
export function indentUnit(text: string): string {
  const indents = text.split('\n').flatMap((line) => /^([ \t]+)[^\s*]/.exec(line)?.[1] ?? []);
  if (indents.filter((indent) => indent.startsWith('\t')).length * 2 > indents.length) return '\t';
  const widths = indents.filter((indent) => /^ {2,8}$/.test(indent)).map((indent) => indent.length);
  return ' '.repeat(widths.length === 0 ? 2 : Math.min(...widths));
}

/** What stands inside the braces of an object in one line: a blank, or nothing where most people of the file leave it out. */
export function braceSpace(tree: SourceFile): ' ' | '' {
  let spaced = 0;
  let tight = 0;
  for (const node of tree.getDescendants()) {
    if (!/^(ObjectLiteralExpression|ObjectBindingPattern|NamedImports)$/.test(node.getKindName())) continue;
    const text = node.getText();
    if (/^\{[^\s}]/.test(text)) tight += 1;
    else if (/^\{ [^}]/.test(text)) spaced += 1;
  }
  return tight > spaced ? '' : ' ';
}

/** True where lists over several lines end with a comma in this file; most people write one. */
export function hasTrailingCommas(tree: SourceFile): boolean {
  const lists = tree.getDescendants().flatMap((node) => lastCommaOf(node));
  return lists.filter(Boolean).length * 2 >= lists.length;
}

function lastCommaOf(node: Node): readonly boolean[] {
  const object = asKind(node, 'ObjectLiteralExpression') ?? asKind(node, 'ArrayLiteralExpression');
  if (object === undefined || !/^[[{]\s*\n/.test(object.getText())) return [];
  const { compilerNode } = object;
  const list = 'properties' in compilerNode ? compilerNode.properties : compilerNode.elements;
  return list.length === 0 ? [] : [list.hasTrailingComma === true];
}
