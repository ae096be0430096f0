import type { Expression, ImportDeclaration, ParamPattern, Statement } from '@oxc-project/types';
import { insertAt, type TextEdit } from '../text/edit.ts';
import { newlineOf } from '../text/layout.ts';
import { nameFor } from './environments.ts';
import type { CodePlaces } from './code-places.ts';
import { quoted, type Style } from './style.ts';

/** What an environment is called by in an existing file, and the edits that make it so. */
export interface NamedEnvironments {
  readonly conditions: ReadonlyMap<string, string>;
  readonly edits: readonly TextEdit[];
}

/** Conditions for some environments: constants that the file has, new ones where they can stand, or the comparison itself. */
export function nameEnvironments(text: string, environments: readonly string[], places: CodePlaces, style: Style): NamedEnvironments | undefined {
  if (environments.length === 0) return { conditions: new Map(), edits: [] };
  const context = contextOf(text, places);
  if (context === undefined) return undefined;
  const { callback } = places;
  const body = callback.body?.type === 'BlockStatement' ? callback.body : undefined;
  const known = body === undefined ? new Map<string, string>() : constantsOf(body.body as Statement[], context.environment); // Directives are expression statements.
  const conditions = new Map<string, string>();
  const lines: string[] = [];
  const taken = new Set(places.names);
  for (const environment of environments) {
    const comparison = `${context.environment} === ${quoted(environment, style)}`;
    const name = known.get(environment) ?? (body === undefined ? comparison : nameFor(environment, taken, 'environment'));
    conditions.set(environment, name);
    if (body === undefined || known.has(environment)) continue;
    taken.add(name);
    lines.push(`const ${name} = ${comparison}${style.semicolon}`);
  }
  const newline = newlineOf(text);
  const indent = body === undefined ? '' : statementIndent(text, body.body[0]?.start) ?? style.unit;
  const constants = body === undefined || lines.length === 0 ? [] : [insertAt(body.start + 1, lines.map((line) => newline + indent + line).join('') + (body.body.length > 0 ? newline : ''))];
  return { conditions, edits: [...context.edits, ...constants] };
}

/** The blanks before a statement that starts its line. */
export function statementIndent(text: string, start: number | undefined): string | undefined {
  return start === undefined ? undefined : /(?:^|\n)([ \t]*)$/.exec(text.slice(0, start))?.[1];
}

interface Context {
  /** `ctx.environment`, or the name that it was taken apart into. */
  readonly environment: string;
  readonly edits: readonly TextEdit[];
}

/** How the function can ask for its environment; undefined where its parameter is too involved. */
function contextOf(text: string, { callback, names }: CodePlaces): Context | undefined {
  const [first] = callback.params as readonly ParamPattern[];
  if (first === undefined) {
    const bracket = text.indexOf('(', callback.start);
    const name = names.has('ctx') ? 'context' : 'ctx';
    return bracket === -1 || bracket > (callback.body?.start ?? 0) || names.has(name) ? undefined : { environment: `${name}.environment`, edits: [insertAt(bracket + 1, name)] };
  }
  const pattern = first.type === 'AssignmentPattern' ? first.left : first;
  if (pattern.type === 'Identifier') return { environment: `${pattern.name}.environment`, edits: [] };
  if (pattern.type !== 'ObjectPattern') return undefined;
  for (const property of pattern.properties) {
    if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier' || property.key.name !== 'environment') continue;
    return property.value.type === 'Identifier' ? { environment: property.value.name, edits: [] } : undefined;
  }
  const [before] = pattern.properties;
  return before === undefined || names.has('environment') ? undefined : { environment: 'environment', edits: [insertAt(before.start, 'environment, ')] };
}

/** Constants such as `const production = ctx.environment === "production"`, by environment. */
function constantsOf(statements: readonly Statement[], environment: string): Map<string, string> {
  const constants = new Map<string, string>();
  for (const statement of statements) {
    if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') continue;
    for (const { id, init } of statement.declarations) {
      const compared = init === null ? undefined : comparedWith(init, environment);
      if (id.type === 'Identifier' && compared !== undefined) constants.set(compared, id.name);
    }
  }
  return constants;
}

function comparedWith(expression: Expression, environment: string): string | undefined {
  if (expression.type !== 'BinaryExpression' || expression.operator !== '===') return undefined;
  const { left, right } = expression;
  if (right.type !== 'Literal' || typeof right.value !== 'string') return undefined;
  return spelled(left as Expression) === environment ? right.value : undefined; // A private name is compared by `in` alone.
}

function spelled(expression: Expression): string | undefined {
  if (expression.type === 'Identifier') return expression.name;
  if (expression.type !== 'MemberExpression' || expression.computed || expression.property.type !== 'Identifier') return undefined;
  const object = spelled(expression.object);
  return object === undefined ? undefined : `${object}.${expression.property.name}`;
}

/** What `service` is called in a file, with the edit that imports it where it is not; undefined where it cannot be had. */
export function importedService(text: string, declaration: ImportDeclaration | undefined): { readonly name: string; readonly edits: readonly TextEdit[] } | undefined {
  if (declaration === undefined) return undefined;
  for (const specifier of declaration.specifiers) {
    if (specifier.type === 'ImportNamespaceSpecifier') return { name: `${specifier.local.name}.service`, edits: [] };
    if (specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier' && specifier.imported.name === 'service') return { name: specifier.local.name, edits: [] };
  }
  const last = declaration.specifiers.findLast(({ type }) => type === 'ImportSpecifier');
  if (last === undefined) return undefined;
  const indent = statementIndent(text, last.start);
  return { name: 'service', edits: [insertAt(last.end, indent === undefined ? ', service' : `,${newlineOf(text)}${indent}service`)] };
}
