import type { Identifier, Node, SourceFile as Tree } from 'ts-morph';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { lineEnd, newlineOf } from '../../text/layout.ts';
import { isImport } from './module-scope.ts';
import { semicolonOf, statementAround } from './statements.ts';
import { braceSpace, quoteIn } from './style.ts';
import { tailOf } from './tail.ts';
import { asKind, nodesIn, rangeOf } from './tree.ts';

/** A name that a module gives under its own name, and what stands for it in this file. */
export interface ImportedName {
  readonly name: string;
  readonly from: string;
}

/** The module that a name of this file comes from, and whether it is the module itself: `fs` of `import fs from 'node:fs'`. */
export function moduleOf(name: Identifier): { readonly from: string; readonly isWhole: boolean } | undefined {
  const [declaration] = name.getDefinitionNodes().filter((each) => each.getSourceFile() === name.getSourceFile());
  const statement = declaration === undefined ? undefined : declaration.getFirstAncestor((each) => each.getParent()?.getKindName() === 'SourceFile') ?? declaration;
  if (declaration === undefined || statement === undefined || !isImport(statement)) return undefined;
  const from = /(["'])([^"']+)\1\s*\)?\s*;?\s*$/.exec(statement.getText())?.[2];
  return from === undefined ? undefined : { from, isWhole: !/^(ImportSpecifier|BindingElement)$/.test(declaration.getKindName()) };
}

/** Imports a name in place of another one that nothing uses any more, or besides it. */
export function importInstead(old: Identifier, wanted: ImportedName, changedUses: number): readonly TextEdit[] | string {
  const tree = old.getSourceFile();
  const uses = old.findReferencesAsNodes();
  const specifier = uses.map((use) => use.getParent()).find((each) => /^(ImportSpecifier|BindingElement)$/.test(each?.getKindName() ?? ''));
  const statement = specifier === undefined ? undefined : statementAround(specifier);
  if (specifier === undefined || statement === undefined || specifier.getText() !== old.getText()) return `it cannot be told where ${old.getText()} comes from`;
  const present = importedFrom(tree, wanted);
  const isUnused = uses.length - 1 <= changedUses;
  const list = specifier.getParentOrThrow();
  const others = list.getChildSyntaxList()?.getChildren().filter((each) => each.getKindName() === specifier.getKindName()) ?? [];
  if (present) return isUnused ? dropped(specifier, others, statement) : [];
  if (nodesIn(tree).some((node) => asKind(node, 'Identifier')?.getText() === wanted.name && isDeclared(node))) return `${wanted.name} means something else in this module`;
  if (isUnused && others.length === 1) return renamedImport(statement, specifier, wanted);
  return [...(isUnused ? dropped(specifier, others, statement) : []), behindStatement(statement, importText(tree, statement, wanted))];
}

function isDeclared(name: Node): boolean {
  return /^(ImportSpecifier|BindingElement|VariableDeclaration|FunctionDeclaration|Parameter|ImportClause)$/.test(name.getParent()?.getKindName() ?? '');
}

function importedFrom(tree: Tree, { name, from }: ImportedName): boolean {
  return nodesIn(tree).some((node) => {
    const identifier = asKind(node, 'Identifier');
    if (identifier?.getText() !== name || !/^(ImportSpecifier|BindingElement)$/.test(identifier.getParent().getKindName())) return false;
    return moduleOf(identifier)?.from.replace(/^node:/, '') === from.replace(/^node:/, '');
  });
}

/** One name leaves a list of imported names. */
function dropped(specifier: Node, others: readonly Node[], statement: Node): readonly TextEdit[] {
  const index = others.indexOf(specifier);
  const [previous, next] = [others[index - 1], others[index + 1]];
  if (next !== undefined) return [{ range: { start: specifier.getStart(), end: next.getStart() }, text: '' }];
  if (previous !== undefined) return [{ range: { start: previous.getEnd(), end: specifier.getEnd() }, text: '' }];
  const text = statement.getSourceFile().getFullText();
  return [{ range: { start: statement.getStart(), end: lineEnd(text, tailOf(text, statement.getEnd()).end) }, text: '' }];
}

/** `import { readFileSync } from 'node:fs'` becomes `import { readFile } from 'node:fs/promises'`. */
function renamedImport(statement: Node, specifier: Node, { name, from }: ImportedName): readonly TextEdit[] {
  const source = statement.getDescendants().findLast((node) => node.getKindName() === 'StringLiteral');
  const quote = source?.getText().slice(0, 1) ?? '';
  return [{ range: rangeOf(specifier), text: name }, ...(source === undefined ? [] : [{ range: rangeOf(source), text: quote + from + quote }])];
}

function importText(tree: Tree, statement: Node, { name, from }: ImportedName): string {
  const [quote, space] = [quoteIn(tree), braceSpace(tree)];
  const names = `{${space}${name}${space}}`;
  const end = semicolonOf(statement);
  return statement.getKindName().startsWith('Import') ? `import ${names} from ${quote}${from}${quote}${end}` : `const ${names} = require(${quote}${from}${quote})${end}`;
}

function behindStatement(statement: Node, line: string): TextEdit {
  const text = statement.getSourceFile().getFullText();
  const tail = tailOf(text, statement.getEnd());
  return insertAt(tail.endsLine ? tail.end : statement.getEnd(), `${newlineOf(text)}${line}`);
}
