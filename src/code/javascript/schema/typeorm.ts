import type { Class, Decorator, Expression, Node } from 'oxc-parser';
import type { ForeignKey, Table, TableColumn, TableIndex } from '../../../model/facts/tables.ts';
import { indexOf, keysOf } from '../../../model/schema/parts.ts';
import { keyOf, resolve } from '../names/resolve.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Place } from '../syntax/module.ts';
import { keyName, ownProperty, textOf, unwrap } from '../syntax/tree.ts';
import { returnedFrom } from './chains.ts';

/** Tables of classes with `@Entity()`. https://typeorm.io/docs/entity/entities */
export function typeormTables(project: CodeProject): Table[] {
  return [...project.modules.values()].flatMap((module) => module.classes.flatMap(({ node }) => tableOf(project, module, node) ?? []));
}

/** `@Name(...)` with the arguments that it was called with. */
interface Mark {
  readonly name: string;
  readonly arguments: readonly Node[];
  readonly place: Place;
}

function marksOf(project: CodeProject, module: Module, decorators: readonly Decorator[]): readonly Mark[] {
  return decorators.flatMap(({ expression }): readonly Mark[] => {
    const call = unwrap(expression);
    if (call.type !== 'CallExpression') return [];
    const key = keyOf(project, module, call.callee);
    return key?.startsWith('typeorm#') === true ? [{ name: key.slice('typeorm#'.length), arguments: call.arguments, place: { module, node: call } }] : [];
  });
}

const marked = (marks: readonly Mark[], ...names: readonly string[]): Mark | undefined => marks.find(({ name }) => names.includes(name));

/** A property of an entity that has a column. */
interface Property {
  readonly name: string;
  readonly column: string;
  readonly at: TableColumn['at'];
  readonly marks: readonly Mark[];
}

function tableOf(project: CodeProject, module: Module, node: Class): Table | undefined {
  const marks = marksOf(project, module, node.decorators);
  const entity = marked(marks, 'Entity');
  if (entity === undefined || node.id === null) return undefined;
  const [first] = entity.arguments;
  const name = textOf(first) ?? textOf(optionIn(first, 'name')) ?? snakeCase(node.id.name);
  const properties = propertiesOf(project, module, node, 6);
  const columns = new Map(properties.map((property) => [property.name, property.column]));
  const ofClass = marks.map((mark) => classIndex(mark, columns));
  const keys = properties.filter((property) => marked(property.marks, 'PrimaryGeneratedColumn', 'PrimaryColumn') !== undefined || isTrue(marked(property.marks, 'Column', 'ManyToOne', 'OneToOne'), 'primary'));
  const [key] = keys;
  const primary: readonly TableIndex[] = key === undefined ? [] : [indexOf('typeorm', key.at, keysOf([...new Set(keys.map(({ column }) => column))]), { kind: 'primary', isConstraint: true })];
  return {
    at: { ...codeFact('schema.table', { module, node: node.id }), value: `class ${node.id.name}` }, name, database: undefined, source: 'typeorm',
    columns: properties.map(({ column, at, marks: own }) => ({ name: column, at, type: typeOf(own) })),
    indexes: [...primary, ...properties.flatMap(propertyIndexes), ...ofClass.flatMap((each) => each ?? [])],
    foreignKeys: properties.flatMap((property) => foreignKeyOf(project, property)), isComplete: ofClass.every((each) => each !== undefined),
  };
}

/** The class's own properties and those of the classes that it extends. */
function propertiesOf(project: CodeProject, module: Module, node: Class, left: number): readonly Property[] {
  const base = node.superClass === null || left === 0 ? undefined : resolve(project, module, node.superClass);
  const above = base?.kind === 'value' && (base.node.type === 'ClassDeclaration' || base.node.type === 'ClassExpression') ? propertiesOf(project, base.module, base.node, left - 1) : [];
  const own = node.body.body.flatMap((element): readonly Property[] => {
    if (element.type !== 'PropertyDefinition') return [];
    const name = keyName(element.key, element.computed);
    const marks = marksOf(project, module, element.decorators);
    const column = name === undefined ? undefined : columnName(name, marks);
    return name === undefined || column === undefined ? [] : [{ name, column, marks, at: codeFact('schema.column', { module, node: element }) }];
  });
  return [...above, ...own];
}

/** https://typeorm.io/docs/relations/relations#joincolumn-options */
function columnName(property: string, marks: readonly Mark[]): string | undefined {
  const join = marked(marks, 'JoinColumn');
  if (marked(marks, 'ManyToOne') !== undefined || (marked(marks, 'OneToOne') !== undefined && join !== undefined)) return textOf(optionIn(join?.arguments[0], 'name')) ?? `${property}Id`;
  const column = marks.find(({ name }) => name.endsWith('Column') && name !== 'JoinColumn');
  return column === undefined ? undefined : column.arguments.map((each) => textOf(optionIn(each, 'name'))).find((each) => each !== undefined) ?? property;
}

function propertyIndexes({ column, marks, at }: Property): readonly TableIndex[] {
  const keys = keysOf([column]);
  const isUnique = isTrue(marked(marks, 'Column'), 'unique') || marked(marks, 'OneToOne') !== undefined;
  const unique = isUnique ? [indexOf('typeorm', at, keys, { kind: 'unique', isConstraint: true })] : [];
  return [...unique, ...marks.filter(({ name }) => name === 'Index').map((mark) => indexFrom(mark, keys))];
}

/** `@Index('name', ['a', 'b'], { unique: true })` and `@Unique(['a', 'b'])` of a class; undefined where its columns cannot be read. */
function classIndex(mark: Mark, columns: ReadonlyMap<string, string>): readonly TableIndex[] | undefined {
  if (mark.name !== 'Index' && mark.name !== 'Unique') return [];
  const list = mark.arguments.map((each) => returnedFrom(each) ?? each).find((each) => each.type === 'ArrayExpression');
  if (list?.type !== 'ArrayExpression') return undefined;
  const names = list.elements.map((element) => (element?.type === 'MemberExpression' && element.property.type === 'Identifier' ? element.property.name : textOf(element)));
  if (!names.every((name) => name !== undefined)) return undefined;
  const keys = keysOf(names.map((name) => columns.get(name) ?? name));
  return [mark.name === 'Unique' ? indexOf('typeorm', codeFact('schema.index', mark.place), keys, { kind: 'unique', isConstraint: true, name: textOf(mark.arguments[0]) }) : indexFrom(mark, keys)];
}

function indexFrom(mark: Mark, keys: TableIndex['keys']): TableIndex {
  const options = mark.arguments.find((each) => each.type === 'ObjectExpression');
  const method = mark.arguments.map((each) => (isTrueIn(each, 'spatial') ? 'gist' : textOf(optionIn(each, 'type')))).find((each) => each !== undefined);
  return indexOf('typeorm', codeFact('schema.index', mark.place), keys, { kind: isTrueIn(options, 'unique') ? 'unique' : 'plain', name: textOf(mark.arguments[0]), method, predicate: textOf(optionIn(options, 'where')) });
}

function foreignKeyOf(project: CodeProject, { column, marks, at }: Property): readonly ForeignKey[] {
  const relation = marked(marks, 'ManyToOne', 'OneToOne');
  if (relation === undefined) return [];
  const target = returnedFrom(relation.arguments[0]);
  const found = target === undefined ? undefined : resolve(project, relation.place.module, target);
  const entity = found?.kind === 'value' && found.node.type === 'ClassDeclaration' ? found.node.id?.name : undefined;
  const isConstraint = !relation.arguments.some((each) => isFalseIn(each, 'createForeignKeyConstraints'));
  return [{ at, columns: [column], table: entity, isConstraint, source: 'typeorm' }];
}

function typeOf(marks: readonly Mark[]): string | undefined {
  const column = marked(marks, 'Column');
  const type = column?.arguments.map((each) => textOf(each) ?? textOf(optionIn(each, 'type'))).find((each) => each !== undefined);
  return type === 'bool' ? 'boolean' : type;
}

function optionIn(node: Node | undefined, name: string): Expression | undefined {
  return node?.type === 'ObjectExpression' ? ownProperty(node, name) : undefined;
}

function isTrueIn(node: Node | undefined, name: string): boolean {
  const value = optionIn(node, name);
  return value?.type === 'Literal' && value.value === true;
}

function isFalseIn(node: Node | undefined, name: string): boolean {
  const value = optionIn(node, name);
  return value?.type === 'Literal' && value.value === false;
}

const isTrue = (mark: Mark | undefined, name: string): boolean => mark?.arguments.some((each) => isTrueIn(each, name)) === true;

/** The name that TypeORM's own strategy gives. https://github.com/typeorm/typeorm/blob/master/src/util/StringUtils.ts */
function snakeCase(name: string): string {
  return name.replaceAll(/([A-Z])([A-Z])([a-z])/g, '$1_$2$3').replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
