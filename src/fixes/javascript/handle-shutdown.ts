import type { Node, SourceFile as Tree } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import { valueOf } from '../../model/fact.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { newlineOf } from '../../text/layout.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { placeOf } from '../planned.ts';
import { valueBehind, type Call } from './options-argument.ts';
import { isTaken } from './module-scope.ts';
import { indentOf, semicolonOf, statementAround } from './statements.ts';
import { inStepsAt } from './steps.ts';
import { indentUnit, quoteIn } from './style.ts';
import { tailOf } from './tail.ts';
import { asKind } from './tree.ts';

/** How the server of a library is stopped. */
/** Functions and classes of Node that make a server. */
const MAKES_SERVER = new Set(['createServer', 'createSecureServer', 'Server']);

type Stop = 'close with callback' | 'close and wait' | 'hooks';

const STOPS: Readonly<Record<string, Stop>> = {
  express: 'close with callback', http: 'close with callback', https: 'close with callback', koa: 'close with callback', polka: 'close with callback',
  restify: 'close with callback', hono: 'close with callback', fastify: 'close and wait', nest: 'hooks',
};
/** Libraries whose `listen` gives the server that can be closed. */
const GIVES_SERVER = new Set(['express', 'koa', 'hono']);

/** A program that listens finishes its requests when it is told to stop. `at` is the `listen` call. */
export function handleShutdown({ at: [at] }: Rewrite, context: FixContext): Promise<Planned> {
  const place = placeOf(at);
  const listen = (valueOf(context.service.facts['web.listens']) ?? []).find(({ at: own }) => {
    const other = placeOf(own);
    return other !== undefined && other.file.path === place?.file.path && other.range.start === place.range.start;
  });
  return inStepsAt([at], context, [(node, tree) => {
    const call = asKind(node, 'CallExpression');
    const library = listen?.library ?? 'http';
    const stop = STOPS[library];
    if (call === undefined || stop === undefined) return `it is not known how ${library} is stopped`;
    return stopped(call, tree, { library, stop });
  }]);
}

interface Server {
  readonly library: string;
  readonly stop: Stop;
}

function stopped(call: Call, tree: Tree, { library, stop }: Server): readonly TextEdit[] | string {
  const statement = statementAround(call);
  if (statement === undefined || !/^(ExpressionStatement|VariableStatement)$/.test(statement.getKindName())) return 'it listens in the middle of something else';
  const text = tree.getFullText();
  const receiver = asKind(call.getExpression(), 'PropertyAccessExpression')?.getExpression();
  const end = semicolonOf(statement);
  if (stop === 'hooks') {
    if (receiver === undefined) return 'nothing that could be told to stop listens';
    return [insertAt(statement.getStart(), `${receiver.getText()}.enableShutdownHooks()${end}${newlineOf(text)}${indentOf(statement)}`)];
  }
  const closes = stop === 'close and wait' || (!GIVES_SERVER.has(library) && isServer(valueBehind(receiver)));
  const server = closes ? { name: receiver?.getText() ?? '', edits: [] } : serverVariable(call, statement, tree);
  if (server === undefined || !/^[\w$.]+$/.test(server.name)) return 'the server that it opens cannot be kept in a variable';
  const lines = stop === 'close and wait' ? waiting(server.name, tree, end) : closing(server.name, tree, end);
  const indent = indentOf(statement);
  const newline = newlineOf(text);
  const code = lines.map((line) => `${newline}${line === '' ? '' : indent}${line}`).join('');
  return [...server.edits, insertAt(tailOf(text, statement.getEnd()).end, `${newline}${code}`)];
}

/** `http.createServer(app)`, `new Server(app)`: what listens is the server itself, and `listen` gives it back. */
function isServer(value: Node | undefined): boolean {
  const made = asKind(value, 'CallExpression') ?? asKind(value, 'NewExpression');
  const callee = made?.getExpression();
  const name = asKind(callee, 'PropertyAccessExpression')?.getName() ?? asKind(callee, 'Identifier')?.getText();
  return name !== undefined && MAKES_SERVER.has(name);
}

/** The variable that holds what `listen` gives; one is made where nobody keeps it. */
function serverVariable(call: Call, statement: Node, tree: Tree): { readonly name: string; readonly edits: readonly TextEdit[] } | undefined {
  const declaration = asKind(call.getParent(), 'VariableDeclaration');
  if (declaration !== undefined) return { name: declaration.getName(), edits: [] };
  const isAlone = call.getParent() === statement;
  const name = ['server', 'httpServer'].find((each) => !isTaken(tree, each));
  return !isAlone || name === undefined ? undefined : { name, edits: [insertAt(statement.getStart(), `const ${name} = `)] };
}

/**
 * New connections are refused and open requests end; what still holds the process then, as a pool does, does not keep it. A connection
 * that a client would keep is not waited for: Node asks for this time when an answer is sent. https://nodejs.org/api/http.html#serverkeepalivetimeout
 */
function closing(name: string, tree: Tree, end: string): readonly string[] {
  const [quote, unit] = [quoteIn(tree), indentUnit(tree.getFullText())];
  return [
    `process.on(${quote}SIGTERM${quote}, () => {`, `${unit}${name}.keepAliveTimeout = 1${end} // no connection is kept after its answer`,
    `${unit}${name}.close(() => process.exit(0))${end}`, `})${end}`,
  ];
}

function waiting(name: string, tree: Tree, end: string): readonly string[] {
  const [quote, unit] = [quoteIn(tree), indentUnit(tree.getFullText())];
  return [
    `process.on(${quote}SIGTERM${quote}, async () => {`, `${unit}${name}.server.keepAliveTimeout = 1${end} // no connection is kept after its answer`,
    `${unit}await ${name}.close()${end}`, `${unit}process.exit(0)${end}`, `})${end}`,
  ];
}
