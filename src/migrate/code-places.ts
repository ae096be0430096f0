import type { ArrayExpression, CallExpression, Expression, Function as FunctionSyntax, ArrowFunctionExpression, ImportDeclaration, ObjectExpression, ObjectProperty, Program, Statement } from '@oxc-project/types';
import { walk, type SyntaxNode } from '../documents/typescript.ts';
import type { Range } from '../text/range.ts';

/** Where things stand in the code of an existing file. */
export interface CodePlaces {
  /** The function that defines the project. */
  readonly callback: ArrowFunctionExpression | FunctionSyntax;
  /** The list of the project's resources, and the statement that returns the project; undefined where it is no plain list. */
  readonly resources: ArrayExpression | undefined;
  readonly returned: Statement | undefined;
  /** Every name of the file. */
  readonly names: ReadonlySet<string>;
}

/** Finds them: the resources belong to the call that the function returns. */
export function codePlaces(program: Program, callback: ArrowFunctionExpression | FunctionSyntax): CodePlaces {
  const names = new Set<string>();
  walk(program, (node) => {
    if (node.type === 'Identifier' && 'name' in node) names.add(String(node.name));
  });
  const { body } = callback;
  const returned = body?.type === 'BlockStatement' ? (body.body as Statement[]).findLast(({ type }) => type === 'ReturnStatement') : undefined; // Directives are expression statements.
  const project = body?.type === 'BlockStatement' ? (returned?.type === 'ReturnStatement' ? returned.argument : undefined) : body;
  return { callback, names, returned, resources: resourcesOf(bareExpression(project ?? undefined)) };
}

/** An expression without the brackets and types around it. */
function bareExpression(expression: Expression | FunctionSyntax['body'] | undefined): Expression | undefined {
  let bare = expression as Expression | undefined; // A block is no project, and is told from one below.
  while (bare?.type === 'ParenthesizedExpression' || bare?.type === 'TSAsExpression' || bare?.type === 'TSSatisfiesExpression' || bare?.type === 'AwaitExpression') {
    bare = bare.type === 'AwaitExpression' ? bare.argument : bare.expression;
  }
  return bare;
}

function resourcesOf(expression: Expression | undefined): ArrayExpression | undefined {
  if (expression?.type !== 'CallExpression') return undefined;
  const [, definition] = expression.arguments;
  if (definition?.type !== 'ObjectExpression') return undefined;
  const value = (propertyNamed(definition, 'resources') ?? propertyNamed(definition, 'services'))?.value;
  return value?.type === 'ArrayExpression' ? value : undefined;
}

/** A property of an object literal that is written there by its name. */
export function propertyNamed(object: ObjectExpression, name: string): ObjectProperty | undefined {
  const found = object.properties.findLast((property) => property.type === 'Property' && !property.computed && keyOf(property.key) === name);
  return found?.type === 'Property' ? found : undefined;
}

function keyOf(key: ObjectProperty['key']): string | undefined {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}

/** The object literal that stands at a range. */
export function objectAt(program: Program, range: Range): ObjectExpression | undefined {
  return nodeAt(program, range, 'ObjectExpression') as ObjectExpression | undefined; // By its type.
}

/** The call that stands at a range. */
export function callAt(program: Program, range: Range): CallExpression | undefined {
  return nodeAt(program, range, 'CallExpression') as CallExpression | undefined; // By its type.
}

function nodeAt(program: Program, { start, end }: Range, type: string): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  walk(program, (node) => {
    if (node.type === type && node.start === start && node.end === end) found = node;
    return node.end < start || node.start > end ? 'skip' : undefined;
  });
  return found;
}

/** The import of the SDK by which a name of it can be had. */
export function sdkImport(program: Program): ImportDeclaration | undefined {
  const isSdk = (statement: Program['body'][number]): statement is ImportDeclaration =>
    statement.type === 'ImportDeclaration' && ['railway/iac', 'railway'].includes(statement.source.value) && statement.importKind !== 'type';
  return program.body.find(isSdk);
}
