import type { CallExpression, Expression, Statement } from '@oxc-project/types';
import { walk, type SyntaxNode } from '../../documents/typescript.ts';
import type { Range } from '../../text/range.ts';

/** Where an object is made: the statements around it, its own among them, and the name that it gets. */
export interface JavaScriptMaking {
  readonly block: readonly Statement[];
  readonly index: number;
  readonly name: string;
}

/** Methods that register something below a path. */
const ROUTES = new Set(['get', 'post', 'put', 'patch', 'delete', 'all', 'options', 'head', 'route', 'on', 'openapi', 'register']);

/** Methods that change no request: what follows them is reached as before. */
const SETTINGS = new Set(['set', 'enable', 'disable', 'engine', 'param', 'decorate', 'decorateRequest', 'decorateReply', 'addHook', 'addSchema',
  'addContentTypeParser', 'setErrorHandler', 'setNotFoundHandler', 'setValidatorCompiler', 'setSerializerCompiler', 'onError', 'notFound', 'withTypeProvider', 'after']);

/** Middleware that hands every request on: who makes one of these cannot refuse a health check. */
const HANDS_ON = new Set(['json', 'urlencoded', 'raw', 'text', 'static', 'cors', 'helmet', 'morgan', 'compression', 'compress', 'cookieParser', 'logger',
  'pino', 'pinoHttp', 'pinoLogger', 'responseTime', 'secureHeaders', 'prettyJSON', 'requestId', 'timing', 'etag', 'serveStatic', 'trimTrailingSlash']);

/** Finds the statement that makes an object and the name that it gives it; undefined where there is none. */
export function makingAt(program: SyntaxNode, at: Range): JavaScriptMaking | undefined {
  let found: JavaScriptMaking | undefined;
  walk(program, (node) => {
    if (node.start > at.start || node.end < at.end) return 'skip';
    if (!('body' in node) || !Array.isArray(node.body) || node.type === 'ClassBody') return undefined;
    const block = node.body as readonly Statement[];
    const index = block.findIndex(({ start, end }) => start <= at.start && at.end <= end);
    const statement = block[index];
    const name = statement === undefined ? undefined : nameIn(statement, at);
    if (name !== undefined) found = { block, index, name };
    return undefined;
  });
  return found;
}

function nameIn(statement: Statement, at: Range): string | undefined {
  if (statement.type === 'ExportNamedDeclaration' && statement.declaration?.type === 'VariableDeclaration') return nameIn(statement.declaration, at);
  if (statement.type === 'VariableDeclaration') {
    const declarator = statement.declarations.find(({ init }) => init !== null && isMade(init, at));
    return declarator?.id.type === 'Identifier' ? declarator.id.name : undefined;
  }
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return undefined;
  const { left, right } = statement.expression;
  return left.type === 'Identifier' && isMade(right, at) ? left.name : undefined;
}

/** True where a value is what is made at the place: awaited, with a type, or after further calls on it, but not handed to another function. */
function isMade(value: SyntaxNode, at: Range): boolean {
  let current: SyntaxNode | undefined = value;
  while (current !== undefined) {
    if (current.start === at.start && current.end === at.end) return true;
    current = innerOf(current as Expression);
  }
  return false;
}

function innerOf(value: Expression): SyntaxNode | undefined {
  switch (value.type) {
    case 'AwaitExpression': return value.argument;
    case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSNonNullExpression': case 'ParenthesizedExpression': return value.expression;
    case 'CallExpression': return value.callee.type === 'MemberExpression' ? value.callee.object : undefined;
    default: return undefined;
  }
}

/**
 * The statement after which a route is registered: the last route with a path, else the last setting, else what makes the object. It never
 * stands below middleware that may answer or refuse, below what is handed the object (a server, a function), below a return or an export.
 */
export function lastRegistration({ block, index, name }: JavaScriptMaking): Statement | undefined {
  let last = block[index];
  let lastRoute: Statement | undefined;
  for (const statement of block.slice(index + 1)) {
    const role = roleOf(statement, name);
    if (role === 'end') break;
    if (role === 'route') lastRoute = statement;
    if (role === 'setting') last = statement;
  }
  return lastRoute ?? last;
}

type Role = 'route' | 'setting' | 'end' | 'other';

function roleOf(statement: Statement, name: string): Role {
  if (statement.type === 'ReturnStatement' || statement.type === 'ExportDefaultDeclaration') return 'end';
  if (statement.type === 'FunctionDeclaration' || statement.type === 'ImportDeclaration' || !mentions(statement, name)) return 'other';
  const call = statement.type === 'ExpressionStatement' ? methodCallOn(statement.expression, name) : undefined;
  if (call === undefined) return 'end';
  const { method, path, call: { arguments: given } } = call;
  if (SETTINGS.has(method)) return 'setting';
  if (ROUTES.has(method) && (method === 'register' || (path !== undefined && !isEverything(path)))) return 'route';
  if (method !== 'use') return 'end';
  if (path !== undefined && !isEverything(path)) return 'route';
  const handlers = path === undefined ? given : given.slice(1);
  return handlers.every((each) => each.type === 'CallExpression' && HANDS_ON.has(lastName(each.callee))) ? 'setting' : 'end';
}

interface MethodCall {
  readonly method: string;
  readonly call: CallExpression;
  /** The first argument, where it is a text. */
  readonly path: string | undefined;
}

/** `app.get('/x', ...)`, `await app.register(...)`, `app.route('/x').get(...)`: the first method that is called on a name. */
function methodCallOn(expression: Expression, name: string): MethodCall | undefined {
  let current: SyntaxNode = expression.type === 'AwaitExpression' ? expression.argument : expression;
  while (current.type === 'CallExpression') {
    const call = current as CallExpression;
    const { callee } = call;
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return undefined;
    if (callee.object.type === 'Identifier') {
      const [first] = call.arguments;
      const path = first?.type === 'Literal' && typeof first.value === 'string' ? first.value : undefined;
      return callee.object.name === name ? { method: callee.property.name, call, path } : undefined;
    }
    current = callee.object;
  }
  return undefined;
}

/** `/`, `*`, `/*`: every path. */
const isEverything = (path: string): boolean => /^[/*]*$/.test(path);

function lastName(node: SyntaxNode): string {
  if (node.type === 'Identifier') return (node as SyntaxNode & { readonly name: string }).name;
  return node.type === 'MemberExpression' ? lastName((node as SyntaxNode & { readonly property: SyntaxNode }).property) : '';
}

/** True where a name stands anywhere in a piece of code. */
export function mentions(statement: SyntaxNode, name: string): boolean {
  let found = false;
  walk(statement, (node) => {
    if (node.type === 'Identifier' && 'name' in node && node.name === name) found = true;
    return found ? 'skip' : undefined;
  });
  return found;
}
