import type { PythonCall, PythonExpression, PythonStatement } from '../../../documents/python-tree.ts';
import { declared } from '../../../model/fact.ts';
import type { AddressUse } from '../../../model/facts/code.ts';
import type { Range } from '../../../text/range.ts';
import { addressesIn, namesPlatformHost } from '../../platform-addresses.ts';
import type { Program } from '../program.ts';
import type { PythonFile } from '../python-file.ts';
import type { ReaderResult } from '../reader.ts';
import { isMainTest, isScriptFile, isStarted } from '../scopes.ts';
import { partsOf } from '../sites.ts';
import { blocksOf, ownExpressions } from '../walk.ts';
import { listFact } from './list-fact.ts';

/** A text of the code, and what it is given to. */
interface Literal {
  readonly range: Range;
  readonly name: string | undefined;
}

/** Functions that are asked for a value by its name; what they are given besides is that value's default. */
const LOOKS_UP = /^(?:get|getenv|config|env|str|setdefault|pop)$/;
/** Functions around the value of a setting. */
const WRAPS = /^(?:Field|SecretStr|HttpUrl|AnyUrl|AnyHttpUrl|str|field|URL)$/;

/** Addresses of the platform's networks in code that the server runs. */
export function readAddresses(program: Program): ReaderResult {
  const found = [...program.files.values()].flatMap((file) => {
    if (!namesPlatformHost(file.source.text) || isScriptFile(program, file)) return [];
    const literals = inBody(file.tree.body, isStarted(program, file));
    return [...literals].flatMap((literal) => usesOf(file, literal));
  });
  return { facts: { 'code.addresses': listFact('code.addresses', found, (use) => use.at) } };
}

function usesOf({ source }: PythonFile, { range, name }: Literal): readonly AddressUse[] {
  return addressesIn(source.text.slice(range.start, range.end)).map(({ url, start }) => {
    const place = { start: range.start + start, end: range.start + start + url.length };
    return { at: declared('code.address', url, source, place), url, side: 'server', name };
  });
}

function* inBody(body: readonly PythonStatement[], isStartedFile: boolean): Generator<Literal> {
  for (const statement of body) {
    if (statement.kind === 'expression' && statement.value.kind === 'string') continue; // a text that documents
    if (statement.kind === 'if' && isMainTest(statement.test) && !isStartedFile) continue;
    if (statement.kind === 'function') for (const each of statement.parameters) yield* inExpression(each.default, each.name);
    else for (const expression of ownExpressions(statement)) yield* inExpression(expression, targetOf(statement));
    for (const block of blocksOf(statement)) yield* inBody(block, isStartedFile);
  }
}

function targetOf(statement: PythonStatement): string | undefined {
  const target = statement.kind === 'assign' ? statement.targets[0] : undefined;
  if (target?.kind === 'name' || target?.kind === 'attribute') return target.name;
  return target?.kind === 'subscript' && target.index.kind === 'string' ? target.index.value : undefined;
}

function* inExpression(expression: PythonExpression | undefined, name: string | undefined): Generator<Literal> {
  if (expression === undefined) return;
  switch (expression.kind) {
    case 'string': case 'fstring':
      yield { range: expression.range, name };
      return;
    case 'call': {
      yield* inExpression(expression.callee, name);
      const called = calledName(expression, name);
      for (const argument of expression.arguments) yield* inExpression(argument.value, argument.name === undefined || argument.name === 'default' ? called : argument.name);
      return;
    }
    case 'dict':
      for (const { key, value } of expression.entries) yield* inExpression(value, key?.kind === 'string' ? key.value : name);
      return;
    default:
      for (const part of partsOf(expression)) yield* inExpression(part, name);
  }
}

/** The name of what a call takes: the variable that `os.getenv('API_URL', ...)` looks up, the setting around a `Field`, else the function. */
function calledName({ callee, arguments: [first] }: PythonCall, outer: string | undefined): string | undefined {
  const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : undefined;
  if (name === undefined || WRAPS.test(name)) return outer;
  return LOOKS_UP.test(name) && first?.value.kind === 'string' && /^\w+$/.test(first.value.value) ? first.value.value : name;
}
