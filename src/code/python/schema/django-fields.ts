import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import type { ForeignKey, TableColumn, TableIndex } from '../../../model/facts/tables.ts';
import { indexOf, keysOf } from '../../../model/schema/parts.ts';
import { classOf, externalName } from '../origins.ts';
import { libraryBaseOf } from '../instances.ts';
import type { Program } from '../program.ts';
import type { Place } from '../python-file.ts';
import { argumentOf, shown } from '../shown.ts';
import { flagOf, textOf } from './literals.ts';

/** A field of a model with the indexes that Django makes of it unasked. */
export interface DjangoField {
  readonly attribute: string;
  readonly column: TableColumn;
  readonly isKey: boolean;
  readonly indexes: readonly TableIndex[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** Fields that have an index unless told otherwise. https://docs.djangoproject.com/en/5.2/ref/models/fields/#foreignkey */
const INDEXED = new Set(['ForeignKey', 'TreeForeignKey', 'ParentalKey', 'SlugField', 'AutoSlugField']);
const RELATIONS = new Set(['ForeignKey', 'OneToOneField', 'TreeForeignKey', 'ParentalKey']);
/** Fields that have no column of their own. */
const WITHOUT_COLUMN = new Set(['ManyToManyField', 'GenericRelation', 'GenericForeignKey', 'ParentalManyToManyField', 'TaggableManager']);

/** What `name = models.CharField(...)` makes; undefined of what is no field with a column. */
export function djangoField(program: Program, attribute: string, call: PythonCall, place: Place): DjangoField | undefined {
  const type = fieldType(program, call, place);
  if (type === undefined || WITHOUT_COLUMN.has(type)) return undefined;
  const isRelation = RELATIONS.has(type);
  const name = textOf(program, argumentOf(call, undefined, 'db_column'), place) ?? (isRelation ? `${attribute}_id` : attribute);
  const at = shown('schema.column', place.file, call.range);
  const isKey = flagOf(program, call, place, 'primary_key') === true;
  const isUnique = type === 'OneToOneField' || flagOf(program, call, place, 'unique') === true;
  const isIndexed = flagOf(program, call, place, 'db_index') ?? INDEXED.has(type);
  const isConstraint = flagOf(program, call, place, 'db_constraint') !== false;
  const indexes: readonly TableIndex[] = isKey ? []
    : isUnique ? [indexOf('django', at, keysOf([name]), { kind: 'unique', isConstraint: true })]
      : isIndexed ? [indexOf('django', at, keysOf([name]), flagOf(program, call, place, 'db_index') === true ? {} : { isImplicit: true })] : [];
  return {
    attribute, isKey, indexes, column: { name, type: /^(?:Null)?BooleanField$/.test(type) ? 'boolean' : argumentOf(call, undefined, 'choices') === undefined ? type : 'enum', at },
    foreignKeys: isRelation ? [{ at, columns: [name], table: undefined, isConstraint, source: 'django' }] : [],
  };
}

/** The last name of the field's class: `models.ForeignKey`, a field of another library, or one of the project that descends from one. */
function fieldType(program: Program, { callee }: PythonCall, place: Place): string | undefined {
  const own = classOf(program, callee, place);
  const name = own === undefined ? externalName(program, callee, place) : libraryBaseOf(program, own.node, own.place);
  const last = name?.slice(name.lastIndexOf('.') + 1);
  return last !== undefined && name?.includes('.') === true && /(?:Field|ForeignKey|ParentalKey|Manager|GenericRelation)$/.test(last) && !/(?:forms|serializers|rest_framework)\./.test(name) ? last : undefined;
}

/** The attribute that an expression names, as `fields=` gives it: `-created` is `created`, descending. */
export function fieldKey(text: string, fields: ReadonlyMap<string, string>): { readonly column: string; readonly descending?: true } {
  const name = text.replace(/^-/, '');
  const column = fields.get(name) ?? name;
  return text.startsWith('-') ? { column, descending: true } : { column };
}

/** The expression of a keyword of the inner class Meta. */
export type MetaOptions = ReadonlyMap<string, { readonly expression: PythonExpression; readonly place: Place }>;
