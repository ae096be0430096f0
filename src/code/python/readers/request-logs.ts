import type { PythonFunction, PythonStatement } from '../../../documents/python-tree.ts';
import type { Known } from '../../../model/fact.ts';
import { libraryBaseOf } from '../instances.ts';
import { enclosingClass } from '../places.ts';
import { moduleOf, type Program } from '../program.ts';
import type { DefinitionSite, PythonFile } from '../python-file.ts';
import type { ReaderResult } from '../reader.ts';
import { isScriptFile } from '../scopes.ts';
import { shown } from '../shown.ts';
import { ownExpressions, withParts } from '../walk.ts';
import { listFact } from './list-fact.ts';

/** Words without which a file holds no middleware that logs. */
const WORDS = /\.middleware\(|BaseHTTPMiddleware/;

/** Loggers of servers: a program that names one decides itself what becomes of the server's log. */
const SERVER_LOG = /uvicorn\.access|gunicorn\.access/;

/** Where the program itself logs every request beside the server: a middleware that says so on its way, whatever the request is. */
export function readRequestLogs(program: Program): ReaderResult {
  const files = [...program.files.values()].filter((file) => WORDS.test(file.source.text) && !isScriptFile(program, file));
  const isDecided = files.length > 0 && [...program.files.values()].some(({ source }) => SERVER_LOG.test(source.text));
  const logs = isDecided ? [] : files.flatMap((file) => file.functions.filter((site) => isMiddleware(program, site)).flatMap(({ node }) => logIn(node, file)));
  return { facts: { 'web.requestLogs': listFact('web.requestLogs', logs, (log) => log) } };
}

/** `@app.middleware("http")`, or `dispatch` of a class on BaseHTTPMiddleware. */
function isMiddleware(program: Program, { node, place }: DefinitionSite<PythonFunction>): boolean {
  const isDecorated = node.decorators.some((each) => each.kind === 'call' && each.callee.kind === 'attribute' && each.callee.name === 'middleware'
    && each.arguments[0]?.value.kind === 'string' && each.arguments[0].value.value === 'http');
  if (isDecorated || node.name !== 'dispatch') return isDecorated;
  const holder = enclosingClass(place.chain);
  return holder !== undefined && libraryBaseOf(program, holder, moduleOf(place.file))?.endsWith('.BaseHTTPMiddleware') === true;
}

function logIn(node: PythonFunction, file: PythonFile): readonly Known<string>[] {
  for (const statement of alwaysIn(node.body)) {
    for (const expression of ownExpressions(statement).flatMap((each) => [...withParts(each)])) {
      if (expression.kind !== 'call' || expression.callee.kind !== 'attribute' || !/^(info|log)$/.test(expression.callee.name)) continue;
      const { object } = expression.callee;
      if (object.kind === 'name' || object.kind === 'attribute' || object.kind === 'call') return [shown('log', file, expression.range)];
    }
  }
  return [];
}

/** Statements that run for every request: none that a condition decides. */
function alwaysIn(body: readonly PythonStatement[]): readonly PythonStatement[] {
  return body.flatMap((statement): readonly PythonStatement[] => {
    if (statement.kind === 'try') return [...alwaysIn(statement.body), ...alwaysIn(statement.otherwise), ...alwaysIn(statement.finally)];
    return statement.kind === 'with' ? [statement, ...alwaysIn(statement.body)] : [statement];
  }).filter(({ kind }) => kind !== 'if' && kind !== 'loop' && kind !== 'function' && kind !== 'class');
}
