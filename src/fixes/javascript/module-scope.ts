import type { Identifier, Node, SourceFile as Tree } from 'ts-morph';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { newlineOf } from '../../text/layout.ts';
import { topStatementAround } from './statements.ts';
import { tailOf } from './tail.ts';
import { asKind, nodesIn } from './tree.ts';

/** The names that an expression reads, not those of properties and keys. */
function readNames(expression: Node): readonly Identifier[] {
  return [expression, ...expression.getDescendants()].flatMap((node) => {
    const name = asKind(node, 'Identifier');
    if (name === undefined) return [];
    const parent = name.getParent();
    const isProperty = asKind(parent, 'PropertyAccessExpression')?.getNameNode() === name || asKind(parent, 'PropertyAssignment')?.getNameNode() === name;
    return isProperty ? [] : [name];
  });
}

/** Where names are declared, in this file. */
const declarationsOf = (name: Identifier): readonly Node[] => name.getDefinitionNodes().filter((each) => each.getSourceFile() === name.getSourceFile());

const FUNCTION = /^(ArrowFunction|FunctionDeclaration|FunctionExpression|MethodDeclaration|Constructor|GetAccessor|SetAccessor)$/;

/** The function that a node stands in; undefined at the top of the file. */
export const functionAround = (node: Node): Node | undefined => node.getFirstAncestor((each) => FUNCTION.test(each.getKindName()));

/** Why an expression cannot stand at the top of the file: what of it belongs to the function around it. */
export function boundBy(expression: Node): string | undefined {
  const own = [expression, ...expression.getDescendants()].find((node) => /^(ThisKeyword|AwaitExpression|YieldExpression|SuperKeyword)$/.test(node.getKindName()));
  if (own !== undefined) return own.getKindName() === 'ThisKeyword' ? 'this' : own.getText();
  return readNames(expression).find((name) => declarationsOf(name).some((each) => isLocal(each, expression)))?.getText();
}

function isLocal(declaration: Node, expression: Node): boolean {
  const isInside = expression.getStart() <= declaration.getStart() && declaration.getEnd() <= expression.getEnd();
  return !isInside && topStatementAround(declaration) !== declaration && !isAtTop(declaration);
}

/** True for a declaration at the top of the file: a variable stands three nodes below. */
function isAtTop(declaration: Node): boolean {
  return functionAround(declaration) === undefined && declaration.getFirstAncestor((each) => each.getKindName() === 'Block') === undefined && !FUNCTION.test(declaration.getParent()?.getKindName() ?? '');
}

/** Puts a statement at the top of the file: behind the imports, what it reads, and what fills the environment. */
export function insertAtTop(tree: Tree, statement: string, expression: Node): readonly TextEdit[] | undefined {
  const text = tree.getFullText();
  const statements = tree.getStatements();
  const read = new Set(readNames(expression).flatMap(declarationsOf).filter((each) => isAtTop(each) && !each.getKindName().startsWith('Function')).map(topStatementAround));
  const needed = statements.filter((each) => read.has(each) || fillsEnvironment(each));
  const imports = statements.filter(isImport);
  const anchor = [...imports, ...needed].toSorted((a, b) => a.getEnd() - b.getEnd()).at(-1);
  const home = topStatementAround(expression);
  if (anchor !== undefined && anchor.getEnd() > home.getStart()) return undefined;
  const newline = newlineOf(text);
  if (anchor === undefined) return [insertAt(home.getStart(), `${statement}${newline}${newline}`)];
  const isNeighbour = !isImport(anchor) && !statement.includes('\n');
  const tail = tailOf(text, anchor.getEnd());
  return [insertAt(tail.endsLine ? tail.end : anchor.getEnd(), `${newline}${isNeighbour ? '' : newline}${statement}`)];
}

/** `import`, `const pg = require('pg')`, and what follows `require` in the same statement. */
export function isImport(statement: Node): boolean {
  if (statement.getKindName().startsWith('Import')) return true;
  if (statement.getKindName() !== 'VariableStatement') return false;
  const declarations = statement.getDescendants().flatMap((node) => asKind(node, 'VariableDeclaration') ?? []);
  return declarations.length > 0 && declarations.every((each) => {
    let value: Node | undefined = each.getInitializer();
    for (;;) {
      const access = asKind(value, 'PropertyAccessExpression');
      if (access === undefined) return asKind(value, 'CallExpression')?.getExpression().getText() === 'require';
      value = access.getExpression();
    }
  });
}

/** `dotenv.config()`: what is read from the environment before it is not there. */
function fillsEnvironment(statement: Node): boolean {
  const call = statement.getKindName() === 'ExpressionStatement' ? asKind(statement.getChildAtIndex(0), 'CallExpression') : undefined;
  return call !== undefined && /^config$|\bdotenv\b.*\.config$|\bloadEnvFile$/s.test(call.getExpression().getText());
}

/** The names that the top of the file declares. */
export function topNames(tree: Tree): ReadonlySet<string> {
  const names = nodesIn(tree).flatMap((node) => asKind(node, 'Identifier') ?? []).filter((name) => {
    const parent = name.getParent();
    const kind = parent.getKindName();
    if (!/^(VariableDeclaration|FunctionDeclaration|ClassDeclaration|BindingElement|Import\w+|NamespaceImport|EnumDeclaration)$/.test(kind)) return false;
    return /^(Function|Class)Declaration$/.test(kind) ? parent.getParent() === tree : functionAround(name) === undefined;
  });
  return new Set(names.map((name) => name.getText()));
}

/** True where a name means something anywhere in the file. */
export const isTaken = (tree: Tree, name: string): boolean => nodesIn(tree).some((node) => asKind(node, 'Identifier')?.getText() === name);
