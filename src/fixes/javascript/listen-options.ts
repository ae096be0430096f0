import type { Node } from 'ts-morph';
import type { Code, Plain } from '../../model/change.ts';
import { insertAt, type TextEdit } from '../../text/edit.ts';
import { addArgument, objectBehind, valueBehind, type Call } from './options-argument.ts';
import { setProperty } from './set-property.ts';
import { braceSpace, quoteIn, written } from './style.ts';
import { asKind, rangeOf, unwrapped } from './tree.ts';

interface WantedAddress {
  readonly name: string;
  readonly value: Plain | Code;
  readonly library: string | undefined;
}

/** Libraries whose `listen` takes an object, and a plain port in old versions only. */
const TAKES_OBJECT = new Set(['fastify']);

/** Sets the port or the host of a `listen` call, which takes them one after the other, or in an object. */
export function setListenOption(call: Call, { name, value, library }: WantedAddress): readonly TextEdit[] | string {
  if (name !== 'port' && name !== 'host') return `listen has no place for ${name}`;
  const [first, second] = call.getArguments();
  const takesObject = library !== undefined && TAKES_OBJECT.has(library);
  const code = written(value, quoteIn(call.getSourceFile()));
  const object = objectBehind(first);
  if (object !== undefined) return setProperty(object, { keys: [name], code, order: ['port', 'host'] }) ?? `${name} is written in a way that leaves no place for another value`;
  if (name === 'port') return setPort(call, code, takesObject);
  if (first === undefined || isFunction(first)) return takesObject ? insertedFirst(call, objectCode(call, [`host: ${code}`])) : 'it names no port, and a host comes after one';
  if (takesObject) return [{ range: rangeOf(first), text: objectCode(call, [`port: ${first.getText()}`, `host: ${code}`]) }];
  return second === undefined || isFunction(second) ? [insertAt(first.getEnd(), `, ${code}`)] : replaced(second, code);
}

function setPort(call: Call, code: string, takesObject: boolean): readonly TextEdit[] | string {
  const [first] = call.getArguments();
  if (first === undefined || isFunction(first)) return insertedFirst(call, takesObject ? objectCode(call, [`port: ${code}`]) : code);
  return replaced(first, code);
}

/** The value gives way where it is written: in the call, in a constant of this file, or behind a variable of the environment. */
function replaced(argument: Node, code: string): readonly TextEdit[] | string {
  const value = valueBehind(argument);
  if (value === undefined) return `${argument.getText()} is set in another place`;
  const fallback = asKind(value, 'BinaryExpression');
  const literal = fallback !== undefined && /^(\|\||\?\?)$/.test(fallback.getOperatorToken().getText()) && /^["'\d]/.test(code) ? fallback.getRight() : value;
  return [{ range: rangeOf(literal), text: code }];
}

function insertedFirst(call: Call, code: string): readonly TextEdit[] {
  const [first] = call.getArguments();
  return first === undefined ? addArgument(call, code) : [insertAt(first.getStart(), `${code}, `)];
}

function objectCode(call: Call, properties: readonly string[]): string {
  const space = braceSpace(call.getSourceFile());
  return `{${space}${properties.join(', ')}${space}}`;
}

const isFunction = (node: Node): boolean => /Function/.test(unwrapped(node)?.getKindName() ?? '') || /^(callback|cb|done)$/.test(node.getText());
