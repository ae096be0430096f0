import { parsePythonFile } from '../../documents/python.ts';
import type { PythonClass, PythonExpression, PythonModule } from '../../documents/python-tree.ts';
import { baseName, folderOf } from '../../model/files.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { FixContext } from '../context.ts';

type Leaf = { readonly leaf: string } | { readonly because: string };

/** The migration of an application that none of the others depends on. */
export async function leafOf(files: readonly SourceFile[], label: string): Promise<Leaf> {
  const names = new Set(files.map(({ path }) => nameOf(path)));
  const needed = new Set<string>();
  for (const file of files) {
    const parsed = await parsePythonFile(file);
    const migration = parsed.ok ? classIn(parsed.document, 'Migration') : undefined;
    if (migration === undefined) return { because: `${file.path} holds no Migration that can be read` };
    for (const each of pairsIn(assigned(migration, 'dependencies'), label)) needed.add(each);
    // A squashed migration stands for those that it replaces.
    for (const each of pairsIn(assigned(migration, 'replaces'), label)) names.delete(each);
  }
  const leaves = [...names].filter((name) => !needed.has(name));
  const [leaf] = leaves;
  if (leaf === undefined || leaves.length > 1) return { because: `${leaves.length} of its migrations have none after them, which makemigrations --merge has to join first` };
  return { leaf };
}

/** The label of the application in a folder: what its AppConfig says, else the folder's name. https://docs.djangoproject.com/en/5.2/ref/applications/#django.apps.AppConfig.label */
export async function labelOf(folder: string, { files }: FixContext): Promise<string> {
  const file = files.read(folder === '' ? 'apps.py' : `${folder}/apps.py`);
  const parsed = file === undefined ? undefined : await parsePythonFile(file);
  const classes = parsed?.ok === true ? parsed.document.body.filter((each): each is PythonClass => each.kind === 'class') : [];
  const [config] = classes.filter(({ bases }) => bases.some((base) => (base.kind === 'name' || base.kind === 'attribute') && base.name === 'AppConfig'));
  const text = (name: string) => {
    const value = config === undefined ? undefined : assigned(config, name);
    return value?.kind === 'string' ? value.value : undefined;
  };
  return text('label') ?? text('name')?.split('.').at(-1) ?? baseName(folder);
}

/** The folder of the application that a folder of migrations belongs to. */
export const applicationOf = (migrations: string): string => folderOf(migrations);

export const nameOf = (path: string): string => baseName(path).replace(/\.py$/, '');

function classIn({ body }: PythonModule, name: string): PythonClass | undefined {
  return body.find((statement): statement is PythonClass => statement.kind === 'class' && statement.name === name);
}

function assigned({ body }: PythonClass, name: string): PythonExpression | undefined {
  for (const statement of body) {
    if (statement.kind === 'assign' && statement.targets.some((target) => target.kind === 'name' && target.name === name)) return statement.value;
  }
  return undefined;
}

/** The names in a list of pairs of an application's label and a migration. */
function pairsIn(list: PythonExpression | undefined, label: string): readonly string[] {
  if (list?.kind !== 'list' && list?.kind !== 'tuple') return [];
  return list.items.flatMap((item) => {
    const [app, name] = item.kind === 'tuple' ? item.items : [];
    return app?.kind === 'string' && app.value === label && name?.kind === 'string' ? [name.value] : [];
  });
}
