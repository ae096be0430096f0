import type { PythonCall, PythonExpression } from '../../documents/python-tree.ts';
import { declared, type Known } from '../../model/fact.ts';
import type { Option } from '../../model/facts/data.ts';
import type { Address } from './database-address.ts';
import { follow, targetsOf } from './follow.ts';
import type { Followed } from './followed.ts';
import { returnedBy } from './instances.ts';
import { externalName, functionOf, isFrom } from './origins.ts';
import type { Program } from './program.ts';
import type { Spot } from './python-file.ts';

/** A stretch of an address that is certainly part of it. */
interface Piece {
  readonly text: string;
  readonly fact: (name: string, value: string) => Known<string>;
}

/** The scheme that a written address begins with, at its place; undefined where only a run would tell. */
export function writtenScheme(program: Program, spot: Spot): Known<string> | undefined {
  const [first] = piecesOf(program, spot, 8);
  const [, scheme] = /^([a-z][a-z0-9_+]*):\/\//i.exec(first?.text ?? '') ?? [];
  return scheme === undefined ? undefined : first?.fact(SCHEME, scheme);
}

const SCHEME = 'scheme';
/** `sslkey` is the name of a file. */
const SECRET = /pass|secret|token|(?<!ssl)key/i;

/** Options that stand in a database's address, named `url.<key>`; what only holds while a variable is not set is left out. */
export function addressOptions(program: Program, spot: Spot | undefined): readonly Option[] {
  let inQuery = false;
  return (spot === undefined ? [] : piecesOf(program, spot, 8)).flatMap(({ text, fact }): readonly Option[] => {
    if (!inQuery && !text.includes('?')) return [];
    const query = inQuery ? text : text.slice(text.indexOf('?') + 1);
    inQuery = true;
    return query.split('&').flatMap((pair): readonly Option[] => {
      const [, key, value] = /^(\w+)=([^#\s]*)/.exec(pair) ?? [];
      return key === undefined || value === undefined || SECRET.test(key) ? [] : [{ name: `url.${key}`, value: fact(`url.${key}`, value) }];
    });
  });
}

/** The address that counts while no variable is set, as an option among the others. */
export function fallbackOption({ fallback }: Address): readonly Option[] {
  return fallback === undefined ? [] : [{ name: 'url.fallback', value: fallback }];
}

function piecesOf(program: Program, spot: Spot, left: number): readonly Piece[] {
  if (left === 0) return [];
  const { expression, place } = spot;
  const inner = (part: PythonExpression, at = place) => piecesOf(program, { expression: part, place: at }, left - 1);
  switch (expression.kind) {
    case 'fstring': return expression.parts.flatMap((part) => inner(part));
    case 'binary': return expression.operator === '+' ? [...inner(expression.left), ...inner(expression.right)] : [];
    case 'call': return piecesOfCall(program, expression, spot, left);
    case 'string': case 'name': case 'attribute': case 'subscript': {
      const followed = follow(program, spot);
      if (followed.state === 'literal') return pieceOf(followed);
      const targets = targetsOf(program, spot).filter((each) => each.expression !== expression);
      const [only] = targets;
      return only === undefined || targets.length > 1 ? [] : piecesOf(program, only, left - 1);
    }
    default: return [];
  }
}

function pieceOf(followed: Followed & { readonly state: 'literal' }): readonly Piece[] {
  const { value, variables, from, file, range } = followed;
  if (typeof value !== 'string') return [];
  if (from.length > 0) return [{ text: value, fact: (name, text) => ({ state: 'known', name, value: text, provenance: { kind: 'derived', from } }) }];
  if (variables.length > 0) return [];
  const at = (name: string, text: string) => {
    const written = name === SCHEME ? text : `${name.slice('url.'.length)}=${text}`;
    const start = file.text.indexOf(written, range.start);
    return start === -1 || start >= range.end ? range : { start, end: start + written.length };
  };
  return [{ text: value, fact: (name, text) => declared(name, text, file, at(name, text)) }];
}

/** `make_url(address)`, `address.replace(...)` and functions of the project; whatever else is called may take the options out. */
function piecesOfCall(program: Program, call: PythonCall, { place }: Spot, left: number): readonly Piece[] {
  const { callee } = call;
  const inner = (part: PythonExpression, at = place) => piecesOf(program, { expression: part, place: at }, left - 1);
  const [first, second] = call.arguments;
  const external = externalName(program, callee, place);
  if (isFrom(external, 'sqlalchemy', 'make_url') || external === 'builtins.str') return first === undefined ? [] : inner(first.value);
  if (callee.kind === 'attribute' && callee.name === 'replace' && first?.value.kind === 'string' && second?.value.kind === 'string') {
    const { value } = first.value;
    return /[?&=]/.test(value) ? [] : inner(callee.object);
  }
  const own = functionOf(program, callee, place);
  if (own === undefined) return [];
  const returned = returnedBy(own.node);
  const [only] = returned;
  return only === undefined || returned.length > 1 ? [] : inner(only, { file: own.place.file, chain: [...own.place.chain, own.node] });
}
