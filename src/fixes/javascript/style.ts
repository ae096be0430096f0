import type { Node, ObjectLiteralExpression, SourceFile } from 'ts-morph';
import type { Code, Plain } from '../../model/change.ts';
import { indentUnitOf } from '../../text/layout.ts';
import { quoted, quoteOf, type Quote } from '../../text/quotes.ts';
import { asKind, nodesIn } from './tree.ts';

/** The quote that most strings of a file have. */
export function quoteIn(tree: SourceFile): Quote {
  return quoteOf(nodesIn(tree)
    .filter((node) => node.getKindName() === 'StringLiteral' && node.getParent()?.getKindName() !== 'JsxAttribute')
    .map((node) => node.getText().slice(0, 1)));
}

/** A value as people of this file write it. */
export function written(value: Plain | Code, quote: Quote): string {
  if (typeof value === 'object') return value.code;
  return typeof value === 'string' ? quoted(value, quote) : String(value);
}

/** The same with the quotes of the file, which are only looked for where the value is a text. */
export function writtenIn(tree: SourceFile, value: Plain | Code): string {
  return typeof value === 'string' ? quoted(value, quoteIn(tree)) : written(value, "'");
}

/** A key as the other keys of its object are written: in quotes where it must be, or where all of them are. */
export function writtenKey(name: string, object: ObjectLiteralExpression | undefined, quote: Quote): string {
  const keys = (object?.getProperties() ?? []).map((property) => asKind(property, 'PropertyAssignment')?.getNameNode().getText() ?? '');
  const allQuoted = keys.length > 0 && keys.every((key) => /^["']/.test(key));
  return allQuoted || !/^[A-Za-z_$][\w$]*$/.test(name) ? written(name, quote) : name;
}

/** One level of indentation; two blanks, as most people write, in a file that has none. */
export const indentUnit = (text: string): string => indentUnitOf(text) ?? '  ';

/** What stands inside the braces of an object in one line: a blank, or nothing where most people of the file leave it out. */
export function braceSpace(tree: SourceFile): ' ' | '' {
  let spaced = 0;
  let tight = 0;
  for (const node of nodesIn(tree)) {
    if (!/^(ObjectLiteralExpression|ObjectBindingPattern|NamedImports)$/.test(node.getKindName())) continue;
    const text = node.getText();
    if (/^\{[^\s}]/.test(text)) tight += 1;
    else if (/^\{ [^}]/.test(text)) spaced += 1;
  }
  return tight > spaced ? '' : ' ';
}

/** True where lists over several lines end with a comma in this file; most people write one. */
export function hasTrailingCommas(tree: SourceFile): boolean {
  const lists = nodesIn(tree).flatMap((node) => lastCommaOf(node));
  return lists.filter(Boolean).length * 2 >= lists.length;
}

function lastCommaOf(node: Node): readonly boolean[] {
  const object = asKind(node, 'ObjectLiteralExpression') ?? asKind(node, 'ArrayLiteralExpression');
  if (object === undefined || !/^[[{]\s*\n/.test(object.getText())) return [];
  const { compilerNode } = object;
  const list = 'properties' in compilerNode ? compilerNode.properties : compilerNode.elements;
  return list.length === 0 ? [] : [list.hasTrailingComma === true];
}
