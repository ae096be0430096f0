import type { PythonClass } from '../../../documents/python-tree.ts';
import { declared } from '../../../model/fact.ts';
import type { Table } from '../../../model/facts/tables.ts';
import { indexOf, keysOf } from '../../../model/schema/parts.ts';
import { baseName, folderOf } from '../../../model/files.ts';
import { libraryBaseOf } from '../instances.ts';
import { classOf, isFrom } from '../origins.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { lineage, type Kin } from './lineage.ts';
import { djangoField, type DjangoField, type MetaOptions } from './django-fields.ts';
import { metaIndexes } from './django-meta.ts';
import { textOf } from './literals.ts';

/** Tables of Django's models. */
export function djangoTables(program: Program): readonly Table[] {
  return [...program.files.values()].flatMap((file) => {
    if (!file.imports.some(({ module }) => /^(?:django|wagtail|mptt|polymorphic|model_utils)(?:\.|$)/.test(module))) return [];
    return file.classes.flatMap(({ node, place }) => tableOf(program, node, place) ?? []);
  });
}

/** Library classes whose descendants are models. */
const MODELS = /^django\.(?:db\.models|contrib)\.|^(?:mptt|polymorphic|model_utils|wagtail|django_extensions|simple_history|modelcluster)\./;

function isModel(program: Program, node: PythonClass, place: Place): boolean {
  const base = libraryBaseOf(program, node, place);
  return base !== undefined && (isFrom(base, 'django', 'Model', 'AbstractUser', 'AbstractBaseUser', 'PermissionsMixin') || (MODELS.test(base) && /Model|Abstract/.test(base.slice(base.lastIndexOf('.') + 1))));
}

function tableOf(program: Program, node: PythonClass, place: Place): Table | undefined {
  if (!isModel(program, node, place)) return undefined;
  const kin = lineage(program, node, place);
  const own = kin.filter((each) => each.node === node || isOn(metaOf(program, each), 'abstract'));
  const stated = own.find((each) => each.node.body.some((inner) => inner.kind === 'class' && inner.name === 'Meta'));
  const meta: MetaOptions = stated === undefined ? new Map() : metaOf(program, stated);
  if (isOn(metaOf(program, { node, place }), 'abstract') || isOn(meta, 'proxy')) return undefined;
  const parent = kin.find((each) => !own.includes(each) && isModel(program, each.node, each.place));
  const fields = own.toReversed().flatMap((each) => fieldsOf(program, each));
  const kept = [...new Map(fields.map((field) => [field.attribute, field])).values()];
  const name = tableName(program, node, place, meta);
  const names = new Map(kept.flatMap(({ attribute, column }) => [[attribute, column.name], [column.name, column.name]] as const));
  const { indexes, isComplete } = metaIndexes(program, meta, names);
  const at = declared('schema.table', `class ${node.name}`, place.file.source, node.nameRange);
  const key = kept.find(({ isKey }) => isKey);
  // A model that extends another model's table points at it by its own key.
  const link = parent === undefined || key !== undefined ? undefined : `${parent.node.name.toLowerCase()}_ptr_id`;
  const primary = indexOf('django', key?.column.at ?? at, keysOf([key?.column.name ?? link ?? 'id']), { kind: 'primary', isConstraint: true });
  return {
    at, name, database: undefined, columns: kept.map(({ column }) => column), source: 'django', isComplete, indexes: [primary, ...kept.flatMap((field) => field.indexes), ...indexes],
    foreignKeys: [...kept.flatMap(({ foreignKeys }) => foreignKeys), ...(link === undefined ? [] : [{ at, columns: [link], table: undefined, isConstraint: true, source: 'django' as const }])],
  };
}

function fieldsOf(program: Program, { node, place }: Kin): readonly DjangoField[] {
  const inside: Place = { file: place.file, chain: [...place.chain, node] };
  return node.body.flatMap((statement): readonly DjangoField[] => {
    if (statement.kind !== 'assign' || statement.value?.kind !== 'call') return [];
    const [target] = statement.targets;
    const field = target?.kind === 'name' ? djangoField(program, target.name, statement.value, inside) : undefined;
    return field === undefined ? [] : [field];
  });
}

/** Options of the class Meta of a model, with those of another Meta that it extends but for `abstract`. */
function metaOf(program: Program, { node, place }: Kin, left = 6): MetaOptions {
  const meta = node.body.find((each): each is PythonClass => each.kind === 'class' && each.name === 'Meta');
  if (meta === undefined) return new Map();
  const inside: Place = { file: place.file, chain: [...place.chain, node, meta] };
  const above = left === 0 ? [] : meta.bases.flatMap((base) => {
    const owner = base.kind === 'attribute' && base.name === 'Meta' ? classOf(program, base.object, place) : undefined;
    return owner === undefined ? [] : [...metaOf(program, owner, left - 1)].filter(([name]) => name !== 'abstract');
  });
  const own = meta.body.flatMap((statement) => {
    if (statement.kind !== 'assign' || statement.value === undefined) return [];
    const { value } = statement;
    return statement.targets.flatMap((target) => (target.kind === 'name' ? [[target.name, { expression: value, place: inside }] as const] : []));
  });
  return new Map([...above, ...own]);
}

function isOn(meta: MetaOptions, option: string): boolean {
  const given = meta.get(option)?.expression;
  return given?.kind === 'boolean' && given.value;
}

/** https://docs.djangoproject.com/en/5.2/ref/models/options/#table-names */
function tableName(program: Program, node: PythonClass, place: Place, meta: MetaOptions): string {
  const text = (option: string) => {
    const given = meta.get(option);
    return given === undefined ? undefined : textOf(program, given.expression, given.place);
  };
  const folder = folderOf(place.file.path);
  const parent = baseName(place.file.path) === 'models.py' ? folder : folderOf(folder);
  return text('db_table') ?? `${text('app_label') ?? baseName(parent)}_${node.name.toLowerCase()}`;
}
