import type { Expression, Node, ObjectExpression } from 'oxc-parser';
import type { ForeignKey, IndexKey, Table, TableColumn, TableIndex } from '../../../model/facts/tables.ts';
import { indexOf, keysOf } from '../../../model/schema/parts.ts';
import { readValue } from '../names/values.ts';
import { objectAt, sitesNamed } from '../names/sites.ts';
import { codeFact } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module, Place, Site } from '../syntax/module.ts';
import { keyName, ownProperty, textOf } from '../syntax/tree.ts';

/** Tables of `sequelize.define(...)` and `Model.init(...)` whose name is written down. https://sequelize.org/docs/v6/core-concepts/model-basics/ */
export function sequelizeTables(project: CodeProject): Table[] {
  return [...sitesNamed(project, 'define', 'init')].flatMap((site) => tableOf(project, site) ?? []);
}

function tableOf(project: CodeProject, site: Site): Table | undefined {
  if (!/\bsequelize\b/i.test(site.module.file.text)) return undefined;
  const isDefine = textOf(site.node.arguments[0]) !== undefined;
  const attributes = objectAt(project, site, isDefine ? 1 : 0);
  const options = objectAt(project, site, isDefine ? 2 : 1);
  if (attributes?.node.type !== 'ObjectExpression' || options?.node.type !== 'ObjectExpression') return undefined;
  const name = textOf(ownProperty(options.node, 'tableName')) ?? (isOn(options.node, 'freezeTableName') ? textOf(site.node.arguments[0]) : undefined);
  if (name === undefined || !attributes.node.properties.some((each) => each.type === 'Property' && /DataTypes|Sequelize|DATATYPES/i.test(attributes.module.file.text.slice(each.value.start, each.value.end)))) return undefined;
  const isUnderscored = isOn(options.node, 'underscored');
  const columns = columnsOf(project, { module: attributes.module, node: attributes.node }, isUnderscored);
  const own = indexesIn(options.module, options.node, new Map(columns.map((column) => [column.attribute, column.column.name])));
  const keys = columns.filter(({ isKey }) => isKey);
  const at = codeFact('schema.table', { module: site.module, node: site.node.callee });
  const [key] = keys;
  const primary = key === undefined ? keysOf(['id']) : keysOf(keys.map(({ column }) => column.name));
  return {
    at, name, database: undefined, source: 'sequelize', columns: columns.map(({ column }) => column),
    indexes: [indexOf('sequelize', key?.column.at ?? at, primary, { kind: 'primary', isConstraint: true }), ...columns.flatMap(({ indexes }) => indexes), ...own.indexes],
    foreignKeys: columns.flatMap(({ foreignKeys }) => foreignKeys), isComplete: own.isComplete,
  };
}

interface Column {
  readonly attribute: string;
  readonly column: TableColumn;
  readonly isKey: boolean;
  readonly indexes: readonly TableIndex[];
  readonly foreignKeys: readonly ForeignKey[];
}

function columnsOf(project: CodeProject, { module, node }: Place<ObjectExpression>, isUnderscored: boolean): readonly Column[] {
  const unique = new Map<string, { readonly at: TableIndex['at']; readonly columns: string[] }>();
  const columns = node.properties.flatMap((property): readonly Column[] => {
    if (property.type !== 'Property') return [];
    const attribute = keyName(property.key, property.computed);
    if (attribute === undefined) return [];
    const { value } = property;
    const option = (name: string) => (value.type === 'ObjectExpression' ? ownProperty(value, name) : undefined);
    const name = textOf(option('field')) ?? (isUnderscored ? attribute.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase() : attribute);
    const at = codeFact('schema.column', { module, node: property });
    const shared = textOf(option('unique'));
    if (shared !== undefined) {
      const group = unique.get(shared);
      if (group === undefined) unique.set(shared, { at, columns: [name] });
      else group.columns.push(name);
    }
    const type = option('type') ?? (value.type === 'ObjectExpression' ? undefined : value);
    const references = option('references');
    const target = references?.type === 'ObjectExpression' ? ownProperty(references, 'model') : undefined;
    const pointed = target === undefined ? undefined : readValue(project, module, target);
    return [{
      attribute, isKey: isTrue(option('primaryKey')),
      column: { name, at, type: type !== undefined && /\bBOOLEAN\b/.test(module.file.text.slice(type.start, type.end)) ? 'boolean' : undefined },
      indexes: isTrue(option('unique')) ? [indexOf('sequelize', at, keysOf([name]), { kind: 'unique', isConstraint: true })] : [],
      foreignKeys: references === undefined ? [] : [{ at, columns: [name], table: pointed?.kind === 'literal' ? String(pointed.value) : undefined, isConstraint: !isFalse(option('constraints')), source: 'sequelize' }],
    }];
  });
  const [first, ...rest] = columns;
  const groups = [...unique].map(([name, group]) => indexOf('sequelize', group.at, keysOf(group.columns), { kind: 'unique', isConstraint: true, name }));
  return first === undefined ? [] : [{ ...first, indexes: [...first.indexes, ...groups] }, ...rest];
}

/** `indexes: [{ fields: ['a'], unique: true }]` */
function indexesIn(module: Module, options: ObjectExpression, columns: ReadonlyMap<string, string>): { readonly indexes: readonly TableIndex[]; readonly isComplete: boolean } {
  const list = ownProperty(options, 'indexes');
  if (list === undefined) return { indexes: [], isComplete: true };
  if (list.type !== 'ArrayExpression') return { indexes: [], isComplete: false };
  const read = list.elements.map((element): TableIndex | undefined => {
    const fields = element?.type === 'ObjectExpression' ? ownProperty(element, 'fields') : undefined;
    if (element?.type !== 'ObjectExpression' || fields?.type !== 'ArrayExpression') return undefined;
    const keys = fields.elements.map((field) => keyFrom(field, columns));
    const where = ownProperty(element, 'where');
    return keys.some((key) => key === undefined) ? undefined : indexOf('sequelize', codeFact('schema.index', { module, node: element }), keys.filter((key) => key !== undefined), {
      kind: isTrue(ownProperty(element, 'unique')) ? 'unique' : 'plain', name: textOf(ownProperty(element, 'name')), method: textOf(ownProperty(element, 'using')),
      predicate: where === undefined ? undefined : module.file.text.slice(where.start, where.end),
    });
  });
  return { indexes: read.filter((each) => each !== undefined), isComplete: read.every((each) => each !== undefined) };
}

function keyFrom(field: Node | null, columns: ReadonlyMap<string, string>): IndexKey | undefined {
  const name = textOf(field) ?? (field?.type === 'ObjectExpression' ? textOf(ownProperty(field, 'name')) ?? textOf(ownProperty(field, 'attribute')) : undefined);
  const order = field?.type === 'ObjectExpression' ? textOf(ownProperty(field, 'order')) : undefined;
  return name === undefined ? undefined : { column: columns.get(name) ?? name, ...(order?.toUpperCase() === 'DESC' ? { descending: true as const } : {}) };
}

const isTrue = (node: Expression | undefined): boolean => node?.type === 'Literal' && node.value === true;
const isFalse = (node: Expression | undefined): boolean => node?.type === 'Literal' && node.value === false;
const isOn = (options: ObjectExpression, name: string): boolean => isTrue(ownProperty(options, name));
