import { dottedName, type PythonExpression } from '../../../documents/python-tree.ts';
import { bindingsOf } from '../bindings.ts';
import { classOf, externalName } from '../origins.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { withParts } from '../walk.ts';
import type { Chain } from './chains.ts';

/** A relation of a model. */
export interface Relation {
  readonly many: boolean;
  /** Loaded along with its owner, whatever a query says. */
  readonly eager: boolean;
  /** The model on its other side. */
  readonly target: string | undefined;
}

/** The relations of a model that an expression names; none of what is no model. */
export function relationsOf(program: Program, model: PythonExpression, place: Place): ReadonlyMap<string, Relation> {
  const own = classOf(program, model, place);
  if (own === undefined) return new Map();
  const inside: Place = { file: own.place.file, chain: [...own.place.chain, own.node] };
  const found = new Map<string, Relation>();
  for (const [name, [binding]] of bindingsOf(own.node).names) {
    const value = binding?.kind === 'value' && binding.value.kind === 'call' ? binding.value : undefined;
    const library = value === undefined ? '' : (externalName(program, value.callee, inside) ?? dottedName(value.callee) ?? '');
    if (value === undefined || binding?.kind !== 'value') continue;
    const [first] = value.arguments;
    const target = first?.name === undefined && first?.value.kind === 'string' ? first.value.value : first === undefined ? undefined : dottedName(first.value);
    if (/(^|\.)(relationship|Relationship)$/.test(library)) {
      const annotation = binding.annotation === undefined ? '' : own.place.file.source.text.slice(binding.annotation.range.start, binding.annotation.range.end);
      const lazy = value.arguments.find((each) => each.name === 'lazy')?.value;
      found.set(name, {
        many: annotation === '' ? name.endsWith('s') : /list|set|List|Set|Sequence|DynamicMapped|WriteOnlyMapped/.test(annotation),
        eager: (lazy?.kind === 'string' && lazy.value !== 'select') || /DynamicMapped|WriteOnlyMapped/.test(annotation),
        target: target ?? /["'](\w+)["']|\[(\w+)\]+$/.exec(annotation)?.slice(1).find((each) => each !== undefined),
      });
    } else if (/^django\.db\.models\.(.*\.)?(ForeignKey|OneToOneField)$/.test(library)) found.set(name, { many: false, eager: false, target });
    else if (/^django\.db\.models\.(.*\.)?ManyToManyField$/.test(library)) found.set(name, { many: true, eager: false, target });
  }
  return found;
}

/** The model that a chain asks for: `db.query(User)`, `db.scalars(select(User))`, `User.objects`. */
export function modelOf(chain: Chain, statement: PythonExpression | undefined): PythonExpression | undefined {
  const { receiver, steps: [first] } = chain;
  if (receiver?.kind === 'attribute' && /^(objects|query)$/.test(receiver.name)) return receiver.object;
  if (first.name === 'query' || first.name === 'get') return first.call.arguments.length === 1 || first.name === 'get' ? nameIn(first.call.arguments[0]?.value) : undefined;
  if (statement === undefined) return undefined;
  const select = [...withParts(statement)].find((part) => part.kind === 'call' && part.callee.kind === 'name' && part.callee.name === 'select');
  return select?.kind === 'call' && select.arguments.length === 1 ? nameIn(select.arguments[0]?.value) : undefined;
}

const nameIn = (expression: PythonExpression | undefined): PythonExpression | undefined => (expression?.kind === 'name' || expression?.kind === 'attribute' ? expression : undefined);
