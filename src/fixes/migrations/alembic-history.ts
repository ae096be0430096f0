import { parsePythonFile } from '../../documents/python.ts';
import type { PythonExpression, PythonModule } from '../../documents/python-tree.ts';
import type { SourceFile } from '../../model/source-file.ts';

/** The revisions of a folder, as far as a new one needs them. */
export interface History {
  /** The revision that nothing comes after; undefined for an empty folder. */
  readonly head: string | undefined;
  readonly revisions: readonly string[];
}

/** Reads the revisions of an Alembic folder; or why nothing can come after them. */
export async function readHistory(files: readonly SourceFile[]): Promise<History | { readonly because: string }> {
  const revisions = new Set<string>();
  const before = new Set<string>();
  for (const file of files) {
    const parsed = await parsePythonFile(file);
    if (!parsed.ok) return { because: `${file.path} cannot be read as Python` };
    const revision = valueOf(parsed.document, 'revision');
    if (revision === undefined) continue;
    const down = valueOf(parsed.document, 'down_revision');
    const [own] = textsIn(revision) ?? [];
    const earlier = down === undefined ? undefined : textsIn(down);
    if (own === undefined || earlier === undefined) return { because: `${file.path} does not write down which revision it is and which it follows` };
    revisions.add(own);
    for (const each of earlier) before.add(each);
  }
  const heads = [...revisions].filter((revision) => !before.has(revision));
  if (heads.length > 1) return { because: `there are ${heads.length} heads (${heads.join(', ')}), which a merge has to join first` };
  if (heads.length === 0 && revisions.size > 0) return { because: 'its revisions follow each other in a circle' };
  return { head: heads[0], revisions: [...revisions] };
}

/** What the module assigns to a name. */
function valueOf({ body }: PythonModule, name: string): PythonExpression | undefined {
  for (const statement of body) {
    if (statement.kind !== 'assign') continue;
    const isNamed = statement.targets.some((target) => target.kind === 'name' && target.name === name);
    if (isNamed) return statement.value;
  }
  return undefined;
}

/** `'a'`, `('a', 'b')`, `None`; undefined of anything else. */
function textsIn(expression: PythonExpression): readonly string[] | undefined {
  if (expression.kind === 'none') return [];
  if (expression.kind === 'string') return [expression.value];
  if (expression.kind !== 'tuple' && expression.kind !== 'list') return undefined;
  const texts = expression.items.map((item) => (item.kind === 'string' ? item.value : undefined));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}
