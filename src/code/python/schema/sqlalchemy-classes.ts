import type { PythonClass, PythonExpression } from '../../../documents/python-tree.ts';
import { instanceOf, returnedBy } from '../instances.ts';
import { externalName } from '../origins.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import type { Kin } from './lineage.ts';
import { textOf } from './literals.ts';

/** The table that a class maps, as far as its own body or a base says; undefined for one that maps none or whose name only a run tells. */
export function tableNameOf(program: Program, kin: readonly Kin[]): string | undefined {
  const [own] = kin;
  if (own === undefined || isAbstract(own.node)) return undefined;
  const written = assigned(own.node, '__tablename__');
  if (written !== undefined) return textOf(program, written, { file: own.place.file, chain: [...own.place.chain, own.node] });
  const bases = kin.flatMap(({ node, place }) => node.bases.map((base) => externalBase(program, base, place)));
  if (own.node.keywords.some(({ name, value }) => name === 'table' && value.kind === 'boolean' && value.value) && bases.includes('sqlmodel')) return own.node.name.toLowerCase();
  const calculated = kin.slice(1).flatMap(({ node }) => node.body.filter((each) => each.kind === 'function' && each.name === '__tablename__'));
  const [first] = calculated;
  if (first?.kind === 'function') return calculatedName(returnedBy(first), own.node.name);
  const isAutomatic = bases.includes('flask') && !kin.slice(1).some(({ node }) => assigned(node, '__tablename__') !== undefined || holdsKey(node));
  return isAutomatic ? snakeCase(own.node.name) : undefined;
}

/** Which library names the table: SQLModel and Flask-SQLAlchemy do. */
function externalBase(program: Program, base: PythonExpression, place: Place): 'sqlmodel' | 'flask' | undefined {
  if (/^sqlmodel\.(?:.*\.)?SQLModel$/.test(externalName(program, base, place) ?? '')) return 'sqlmodel';
  if (base.kind !== 'attribute' || base.name !== 'Model') return undefined;
  return /^flask_sqlalchemy\..*SQLAlchemy$/.test(instanceOf(program, base.object, place)?.library ?? '') ? 'flask' : undefined;
}

/** `cls.__name__.lower()` and `cls.__name__`. */
function calculatedName(returned: readonly PythonExpression[], name: string): string | undefined {
  const [value] = returned;
  const isName = (each: PythonExpression | undefined) => each?.kind === 'attribute' && each.name === '__name__';
  if (isName(value)) return name;
  if (value?.kind !== 'call' || value.callee.kind !== 'attribute' || value.callee.name !== 'lower' || !isName(value.callee.object)) return undefined;
  return name.toLowerCase();
}

/** A class with a primary key of its own is a table, and what descends from it may share it. */
function holdsKey({ body }: PythonClass): boolean {
  return body.some((each) => each.kind === 'assign' && each.value?.kind === 'call' && each.value.arguments.some(({ name, value }) => name === 'primary_key' && value.kind === 'boolean' && value.value))
    && !body.some((each) => each.kind === 'assign' && each.targets.some((target) => target.kind === 'name' && target.name === '__abstract__'));
}

function isAbstract(node: PythonClass): boolean {
  const value = assigned(node, '__abstract__');
  return value?.kind === 'boolean' && value.value;
}

function assigned({ body }: PythonClass, name: string): PythonExpression | undefined {
  for (const statement of body) {
    if (statement.kind === 'assign' && statement.targets.some((target) => target.kind === 'name' && target.name === name)) return statement.value;
  }
  return undefined;
}

/** https://flask-sqlalchemy.readthedocs.io/en/stable/models/#defining-models */
function snakeCase(name: string): string {
  return name.replaceAll(/((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))/g, '_$1').toLowerCase().replace(/^_+/, '');
}
