import type { Identifier, Node } from 'ts-morph';
import type { TextEdit } from '../../text/edit.ts';
import { calledName, type Call } from './options-argument.ts';
import { functionAround } from './module-scope.ts';
import { statementAround } from './statements.ts';
import { unwrapTry } from './unwrap-try.ts';
import { asKind } from './tree.ts';

/** What becomes of the places that use a client when it is shared. */
export interface Uses {
  /** Uses that stay. */
  readonly kept: readonly Node[];
  /** Statements that would close it for everybody, or open it once more. */
  readonly removed: readonly Node[];
  /** What else has to change: a `finally` that only closed it. */
  readonly edits: readonly TextEdit[];
}

const CLOSES = new Set(['end', 'close', 'quit', 'disconnect', '$disconnect', 'destroy']);
const OPENS: Readonly<Record<string, ReadonlySet<string>>> = {
  Client: new Set(['connect']), createConnection: new Set(['connect']), PrismaClient: new Set(['$connect']),
};
/** What a connection can do that a pool does too, with whichever connection is free. */
const SHARED_METHODS = new Set(['query', 'execute']);
/** What each request would add to a shared client once more. */
const ADDS = new Set(['on', 'once', 'addListener', '$on', '$use', 'use', 'interceptors', 'defaults', 'model']);
/** Statements that leave something behind in their connection. */
const STATEFUL = /^\W*(begin|start\s+transaction|commit|rollback|savepoint|set|lock|declare|listen|prepare|create\s+temp)/i;
/** Clients that close for everybody; the others open again, or have nothing to close. */
const CLOSED_FOR_ALL = /^(Pool|Client|createPool|createConnection|createClient|createCluster|MongoClient|Redis|IORedis|knex|Sequelize|postgres|DataSource)$/;

/** Looks at every use of a variable that holds a client; or says why it cannot be shared. */
export function usesOf(name: Identifier, call: Call): Uses | string {
  const kind = calledName(call);
  if (/^create(Client|Cluster)$/.test(kind)) return 'a shared client of this library must connect while the program starts';
  const kept: Node[] = [];
  const closing: Node[] = [];
  for (const use of name.findReferencesAsNodes().filter((each) => each.getStart() !== name.getStart())) {
    const method = methodOf(use);
    const statement = method !== undefined && (CLOSES.has(method) || OPENS[kind]?.has(method) === true) ? statementOfCall(use) : undefined;
    if (statement !== undefined) closing.push(statement);
    else {
      const reason = objection(use, method, kind);
      if (reason !== undefined) return reason;
      kept.push(use);
    }
  }
  return withoutClosing(kept, closing);
}

function withoutClosing(kept: readonly Node[], closing: readonly Node[]): Uses | string {
  const edits: TextEdit[] = [];
  const removed: Node[] = [];
  for (const statement of closing) {
    const block = statement.getParent();
    const tried = block?.getParent();
    const isFinally = tried?.getKindName() === 'TryStatement' && tried.getLastChild() === block;
    const isWhole = block?.getKindName() === 'Block' && block.getChildSyntaxList()?.getChildren().every((each) => closing.includes(each)) === true;
    if (!isFinally || !isWhole) removed.push(statement);
    else if (block.getChildSyntaxList()?.getChildren()[0] === statement) {
      const unwrapped = unwrapTry(tried, kept);
      if (typeof unwrapped === 'string') return unwrapped;
      edits.push(...unwrapped);
    }
  }
  return { kept, removed, edits };
}

/** The method that is called on the client. */
function methodOf(use: Node): string | undefined {
  const access = asKind(use.getParent(), 'PropertyAccessExpression');
  return access?.getExpression() === use ? access.getName() : undefined;
}

/** `await client.end();`, where nobody asks for the result. */
function statementOfCall(use: Node): Node | undefined {
  const call = asKind(use.getParent()?.getParent(), 'CallExpression');
  const outer = call?.getParent();
  const whole = outer?.getKindName() === 'AwaitExpression' ? outer.getParent() : outer;
  const statement = whole?.getKindName() === 'ExpressionStatement' ? whole : undefined;
  return statement !== undefined && statementAround(statement) === statement && functionAround(statement) !== undefined ? statement : undefined;
}

/** Why a use forbids that the client is shared. */
function objection(use: Node, method: string | undefined, kind: string): string | undefined {
  const name = use.getText();
  if (method !== undefined && ADDS.has(method)) return `${name}.${method} would be set up again by each request`;
  if (method !== undefined && CLOSES.has(method)) return `${name}.${method}() stands where it cannot simply go`;
  const isOne = kind === 'Client' || kind === 'createConnection';
  if (isOne && (method === undefined || !SHARED_METHODS.has(method) || isStateful(use))) return `${name} is used for more than single queries`;
  if (method !== undefined || use.getParent()?.getKindName() === 'TaggedTemplateExpression') return undefined;
  const outer = use.getParent();
  const isAssigned = asKind(outer, 'BinaryExpression')?.getLeft() === use && /^=$/.test(asKind(outer, 'BinaryExpression')?.getOperatorToken().getText() ?? '');
  if (isAssigned) return `${name} is assigned again`;
  return CLOSED_FOR_ALL.test(kind) && !isGivenToLibrary(use) ? `${name} leaves the function, and could be closed elsewhere` : undefined;
}

function isStateful(use: Node): boolean {
  const [query] = asKind(use.getParent()?.getParent(), 'CallExpression')?.getArguments() ?? [];
  return query !== undefined && STATEFUL.test(query.getText());
}

/** `drizzle(pool)`, `postgres` called as a function: what comes from a package does not close what it is given. */
function isGivenToLibrary(use: Node): boolean {
  const outer = use.getParent();
  const call = asKind(outer, 'CallExpression') ?? asKind(outer, 'NewExpression');
  if (call === undefined) return false;
  if (call.getExpression() === use) return true;
  const callee = asKind(call.getExpression(), 'Identifier');
  return callee?.getDefinitionNodes().some(isOfPackage) === true;
}

/** True for a name that an import brings from a package, not from a file of the project. */
function isOfPackage(definition: Node): boolean {
  const statement = asKind(definition.getFirstAncestor((each) => each.getKindName() === 'ImportDeclaration'), 'ImportDeclaration');
  return statement !== undefined && !statement.getModuleSpecifierValue().startsWith('.');
}
