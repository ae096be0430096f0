import { everyExpression, expressionAt } from '../../code/python/walk.ts';
import type { PythonExpression, PythonModule, PythonStatement } from '../../documents/python-tree.ts';
import { dottedName } from '../../documents/python-tree.ts';
import type { Range } from '../../text/range.ts';
import type { FixContext } from '../context.ts';

/** Functions that Flask, Quart and FastAPI run before the handler of every request. */
const BEFORE = new Set(['before_request', 'middleware']);

/** What such a function does when it answers in the handler's place. */
const ANSWERS = /^(abort|redirect|HTTPException|make_response|jsonify|\w*Response|Unauthorized|Forbidden)$/;

/** Names of middleware that asks who it is. */
const ASKS = /auth|api_?key|token|login|permission/i;

/**
 * Why a probe might be refused before it reaches a route of the application; undefined where nothing in sight does. A health check that
 * gets a 401 keeps every deploy from going live.
 */
export function pythonGuard(tree: PythonModule, name: string, at: Range): string | undefined {
  const making = expressionAt(tree.body, at);
  if (making?.kind === 'call' && making.arguments.some((argument) => argument.name === 'dependencies')) return 'every route of the application asks for its dependencies';
  const functions = functionsIn(tree.body).filter(({ decorators }) => decorators.some((each) => isBefore(each, name)));
  const answering = functions.find((each) => [...everyExpression([each])].some((call) => call.kind === 'call' && ANSWERS.test(lastName(call.callee))));
  if (answering !== undefined) return `${answering.name} runs before every request and may refuse it`;
  const middleware = [...everyExpression(tree.body)].flatMap((call) => (call.kind === 'call' && dottedName(call.callee) === `${name}.add_middleware` ? [lastName(call.arguments[0]?.value)] : []));
  const asking = middleware.find((each) => ASKS.test(each));
  return asking === undefined ? undefined : `${asking} stands before every route and may refuse a request`;
}

/** Django asks everybody to log in where this middleware is listed, in whatever settings module. https://docs.djangoproject.com/en/5.2/ref/middleware/#django.contrib.auth.middleware.LoginRequiredMiddleware */
export function djangoGuard({ files, service }: FixContext): string | undefined {
  const file = files.below(service.root).filter((path) => path.endsWith('.py')).find((path) => files.read(path)?.text.includes('LoginRequiredMiddleware') === true);
  return file === undefined ? undefined : `${file} names the LoginRequiredMiddleware, which sends a probe to the login page`;
}

type Function = PythonStatement & { readonly kind: 'function' };

function functionsIn(body: readonly PythonStatement[]): readonly Function[] {
  return body.flatMap((statement): readonly Function[] => {
    if (statement.kind === 'function') return [statement, ...functionsIn(statement.body)];
    if (statement.kind === 'if') return functionsIn([...statement.body, ...statement.otherwise]);
    return 'body' in statement ? functionsIn(statement.body) : [];
  });
}

function isBefore(decorator: PythonExpression, name: string): boolean {
  const callee = decorator.kind === 'call' ? decorator.callee : decorator;
  return callee.kind === 'attribute' && BEFORE.has(callee.name) && dottedName(callee.object) === name;
}

function lastName(expression: PythonExpression | undefined): string {
  if (expression?.kind === 'name') return expression.name;
  return expression?.kind === 'attribute' ? expression.name : '';
}
