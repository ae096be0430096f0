import { parsePrisma, type PrismaArgument, type PrismaAttribute, type PrismaBlock, type PrismaField, type PrismaValue } from '../../documents/prisma.ts';
import { declared, type Known } from '../../model/fact.ts';
import type { ForeignKey, IndexKey, Table, TableIndex } from '../../model/facts/tables.ts';
import { indexOf, wholeName } from '../../model/schema/parts.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Range } from '../../text/range.ts';

/** A block with the file it stands in. */
interface Placed {
  readonly block: PrismaBlock;
  readonly file: SourceFile;
}

/** Tables of the models of a Prisma schema, which may be spread over files. Names of keys and indexes are those that Prisma gives. */
export function prismaTables(files: readonly SourceFile[]): readonly Table[] {
  const placed = files.flatMap((file) => parsePrisma(file.text).map((block): Placed => ({ block, file })));
  const source = placed.find(({ block }) => block.kind === 'datasource')?.block;
  const provider = textIn(source?.settings.get('provider'));
  const relations = source?.settings.get('relationMode') ?? source?.settings.get('referentialIntegrity');
  const schema: Schema = {
    database: provider === 'postgres' ? 'postgresql' : provider, isChecked: textIn(relations) !== 'prisma',
    models: new Map(placed.filter(({ block }) => block.kind === 'model').map((each) => [each.block.name, each.block])),
    enums: new Set(placed.filter(({ block }) => block.kind === 'enum').map(({ block }) => block.name)),
  };
  return placed.filter(({ block }) => block.kind === 'model' && !block.attributes.some(({ name }) => name === 'ignore'))
    .map((each) => tableOf(each, schema));
}

interface Schema {
  readonly database: string | undefined;
  /** False where Prisma itself checks relations, and makes no foreign keys. */
  readonly isChecked: boolean;
  readonly models: ReadonlyMap<string, PrismaBlock>;
  readonly enums: ReadonlySet<string>;
}

function tableOf({ block, file }: Placed, schema: Schema): Table {
  const name = tableName(block);
  const at: At = (value, range, part = 'schema.table') => declared(part, value, file, range);
  const columns = block.fields.filter((field) => !schema.models.has(field.type));
  return {
    at: at(file.text.slice(block.range.start, file.text.indexOf('{', block.range.start)).trim(), block.range), name, database: schema.database, schema: schemaName(block), indexNaming: '{table}_{column}_idx',
    columns: columns.map((field) => ({ name: columnName(field), type: schema.enums.has(field.type) ? 'enum' : field.type === 'Boolean' ? 'boolean' : field.type, at: at(field.name, field.range, 'schema.column') })),
    indexes: [...fieldIndexes(block, name, at), ...blockIndexes(block, name, at)],
    foreignKeys: block.fields.flatMap((field) => foreignKeyOf(block, field, schema, at)),
    source: 'prisma', isComplete: block.unread.length === 0,
  };
}

type At = (value: string, range: Range, part?: 'schema.table' | 'schema.index' | 'schema.column' | 'schema.foreignKey') => Known<string>;

/** https://www.prisma.io/docs/orm/prisma-schema/data-model/database-mapping#prisma-orms-default-naming-conventions-for-indexes-and-constraints */
function fieldIndexes({ fields }: PrismaBlock, table: string, at: At): readonly TableIndex[] {
  return fields.flatMap((field) => field.attributes.flatMap((attribute): readonly TableIndex[] => {
    const keys = [{ column: columnName(field) }];
    const given = mapOf(attribute);
    if (attribute.name === 'id') return [indexOf('prisma', at(`@id of ${field.name}`, attribute.range, 'schema.index'), keys, { kind: 'primary', isConstraint: true, name: given ?? wholeName(`${table}_pkey`) })];
    if (attribute.name !== 'unique') return [];
    return [indexOf('prisma', at(`@unique of ${field.name}`, attribute.range, 'schema.index'), keys, { kind: 'unique', name: given ?? wholeName(`${table}_${columnName(field)}_key`) })];
  }));
}

const ENDINGS: Readonly<Record<string, readonly [TableIndex['kind'], string]>> = { id: ['primary', 'pkey'], unique: ['unique', 'key'], index: ['plain', 'idx'] };

function blockIndexes(block: PrismaBlock, table: string, at: At): readonly TableIndex[] {
  return block.attributes.flatMap((attribute): readonly TableIndex[] => {
    const [kind, ending] = ENDINGS[attribute.name] ?? [];
    if (kind === undefined || ending === undefined) return [];
    const keys = keysOfAttribute(block, attribute);
    const parts = kind === 'primary' ? '' : `_${keys.map(({ column }) => column).join('_')}`;
    const method = nameIn(argumentOf(attribute, 'type'));
    return [indexOf('prisma', at(shown(attribute), attribute.range, 'schema.index'), keys,
      { kind, isConstraint: kind === 'primary', method, name: mapOf(attribute) ?? (kind === 'plain' ? textIn(argumentOf(attribute, 'name')) : undefined) ?? wholeName(`${table}${parts}_${ending}`), predicate: predicateOf(attribute) })];
  });
}

/** `where: raw("...")` or `where: { ... }` of a partial index. https://www.prisma.io/docs/orm/prisma-schema/data-model/indexes */
function predicateOf(attribute: PrismaAttribute): string | undefined {
  const where = argumentOf(attribute, 'where');
  return where === undefined ? undefined : textIn(where.kind === 'name' ? where.arguments[0]?.value : where) ?? 'where';
}

function keysOfAttribute(block: PrismaBlock, attribute: PrismaAttribute): readonly IndexKey[] {
  const list = argumentOf(attribute, 'fields') ?? attribute.arguments.find(({ name }) => name === undefined)?.value;
  if (list?.kind !== 'list') return [];
  return list.items.map((item): IndexKey => {
    if (item.kind !== 'name') return { column: undefined };
    const option = (name: string) => item.arguments.find((each) => each.name === name)?.value;
    const operators = option('ops');
    const operatorClass = operators?.kind === 'name' ? textIn(operators.arguments[0]?.value) ?? operators.value : undefined;
    return { column: columnNamed(block, item.value), ...(nameIn(option('sort')) === 'Desc' ? { descending: true as const } : {}), ...(operatorClass === undefined ? {} : { operatorClass }) };
  });
}

function foreignKeyOf(block: PrismaBlock, field: PrismaField, { models, isChecked }: Schema, at: At): readonly ForeignKey[] {
  const relation = field.attributes.find(({ name }) => name === 'relation');
  const fields = relation === undefined ? undefined : argumentOf(relation, 'fields');
  if (relation === undefined || fields?.kind !== 'list') return [];
  const target = models.get(field.type);
  const columns = fields.items.map((item) => columnNamed(block, nameIn(item) ?? ''));
  return [{ at: at(shownField(field), field.range, 'schema.foreignKey'), columns, table: target === undefined ? undefined : tableName(target), isConstraint: isChecked, source: 'prisma' }];
}

/** `author User` */
const shownField = ({ name, type, isOptional }: PrismaField): string => `${name} ${type}${isOptional ? '?' : ''}`;

/** The name of a model's table: `@@map`, else the model's. */
function tableName({ attributes, name }: PrismaBlock): string {
  const map = attributes.find((attribute) => attribute.name === 'map');
  return textIn(map === undefined ? undefined : argumentOf(map, 'name') ?? map.arguments[0]?.value) ?? name;
}

function schemaName({ attributes }: PrismaBlock): string | undefined {
  return textIn(attributes.find((attribute) => attribute.name === 'schema')?.arguments[0]?.value);
}

function columnName({ attributes, name }: PrismaField): string {
  const map = attributes.find((attribute) => attribute.name === 'map');
  return textIn(map === undefined ? undefined : argumentOf(map, 'name') ?? map.arguments[0]?.value) ?? name;
}

function columnNamed({ fields }: PrismaBlock, name: string): string {
  const field = fields.find((each) => each.name === name);
  return field === undefined ? name : columnName(field);
}

const argumentOf = ({ arguments: given }: PrismaAttribute, name: string): PrismaValue | undefined => given.find((each: PrismaArgument) => each.name === name)?.value;
const mapOf = (attribute: PrismaAttribute): string | undefined => textIn(argumentOf(attribute, 'map'));
const textIn = (value: PrismaValue | undefined): string | undefined => (value?.kind === 'text' ? value.value : undefined);
const nameIn = (value: PrismaValue | undefined): string | undefined => (value?.kind === 'name' ? value.value : undefined);

function shown({ name, arguments: given }: PrismaAttribute): string {
  const list = given.find(({ value }) => value.kind === 'list')?.value;
  return `@@${name}([${list?.kind === 'list' ? list.items.map((item) => nameIn(item) ?? '').join(', ') : ''}])`;
}
