import type { CallExpression, Program, Statement } from '@oxc-project/types';
import { walk } from '../../documents/typescript.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import type { Range } from '../../text/range.ts';
import { mentions } from './javascript-place.ts';

/** The server that a call makes or starts: the statement of the call, the server's name, and the edits that give it one. */
export interface NamedServer {
  readonly statement: Statement;
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** Finds the name of the server behind `app.listen(...)`, `server.listen(...)` or `serve(...)`; gives it one where it has none and that is free. */
export function namedServer(program: Program, at: Range, app: string | undefined): NamedServer | undefined {
  let found: NamedServer | undefined;
  walk(program, (node) => {
    if (node.start > at.start || node.end < at.end) return 'skip';
    if (node.type === 'VariableDeclaration' || node.type === 'ExpressionStatement') found = serverOf(node as Statement, at, { program, app }) ?? found;
    return undefined;
  });
  return found;
}

function serverOf(statement: Statement, at: Range, { program, app }: { readonly program: Program; readonly app: string | undefined }): NamedServer | undefined {
  if (statement.type === 'VariableDeclaration') {
    const declarator = statement.declarations.find(({ init }) => init?.start === at.start && init.end === at.end);
    return declarator?.id.type === 'Identifier' ? { statement, name: declarator.id.name, edits: [] } : undefined;
  }
  if (statement.type !== 'ExpressionStatement' || statement.expression.start !== at.start || statement.expression.end !== at.end) return undefined;
  if (statement.expression.type !== 'CallExpression') return undefined;
  const receiver = receiverOf(statement.expression);
  if (receiver !== undefined && receiver !== app) return { statement, name: receiver, edits: [] };
  return mentions(program, 'server') ? undefined : { statement, name: 'server', edits: [insertAt(statement.start, 'const server = ')] };
}

/** `server` of `server.listen(...)`; a server returns itself, an application makes one. */
function receiverOf({ callee }: CallExpression): string | undefined {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' ? callee.object.name : undefined;
}
