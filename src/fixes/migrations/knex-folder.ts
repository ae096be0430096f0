import type { Expression, ObjectExpression } from '@oxc-project/types';
import { parseTypeScript, walk, type SyntaxNode } from '../../documents/typescript.ts';
import { baseName, folderOf, joinPath } from '../../model/files.ts';
import type { FixContext } from '../context.ts';
import type { MigrationFolder } from './migration.ts';

/** https://knexjs.org/guide/migrations.html#migration-cli */
const CONFIGURATION = /^knexfile\.([cm]?[jt]s)$/;
const STANDARD = './migrations';

/** The folders that the knexfiles of a service name; or why one cannot be told. */
export async function knexFolders(paths: readonly string[], { files }: FixContext): Promise<readonly MigrationFolder[] | string> {
  const folders: MigrationFolder[] = [];
  for (const path of paths.filter((each) => CONFIGURATION.test(baseName(each)))) {
    const file = files.read(path);
    const parsed = file === undefined ? undefined : await parseTypeScript(path, file.text);
    if (parsed?.ok !== true) return `${path} cannot be read`;
    const directories = new Set(directoriesIn(parsed.document));
    const [directory] = directories;
    if (directories.size !== 1 || directory === undefined) return `${path} does not write down one folder of migrations`;
    const folder = joinPath(folderOf(path), directory);
    if (folder === undefined || folder === '') return `${path} names a folder of migrations outside of the project`;
    folders.push({ tool: 'knex', path: folder, files: paths.filter((each) => folderOf(each) === folder && /^\d+_.*\.[cm]?[jt]s$/.test(baseName(each))) });
  }
  return folders;
}

/** The folder of each `migrations: { directory: ... }`, the standard one of a configuration without; undefined for what only a run would tell. */
function directoriesIn(tree: SyntaxNode): readonly (string | undefined)[] {
  const found: (string | undefined)[] = [];
  let isConfiguration = false;
  walk(tree, (node) => {
    if (node.type !== 'ObjectExpression') return;
    const migrations = valueOf(node as ObjectExpression, 'migrations');
    isConfiguration ||= valueOf(node as ObjectExpression, 'client') !== undefined;
    if (migrations !== undefined) found.push(migrations.type === 'ObjectExpression' ? directoryOf(valueOf(migrations, 'directory')) : undefined);
  });
  return found.length > 0 || !isConfiguration ? found : [STANDARD];
}

function valueOf({ properties }: ObjectExpression, name: string): Expression | undefined {
  for (const property of properties) {
    if (property.type !== 'Property') continue;
    const key = property.key.type === 'Identifier' ? property.key.name : property.key.type === 'Literal' ? property.key.value : undefined;
    if (key === name) return property.value;
  }
  return undefined;
}

/** A text, or `path.join(__dirname, 'db', 'migrations')`. */
function directoryOf(value: Expression | undefined): string | undefined {
  if (value === undefined) return STANDARD;
  if (value.type === 'Literal') return typeof value.value === 'string' ? value.value : undefined;
  if (value.type !== 'CallExpression' || value.callee.type !== 'MemberExpression' || value.callee.property.type !== 'Identifier') return undefined;
  if (!['join', 'resolve'].includes(value.callee.property.name)) return undefined;
  const [first, ...rest] = value.arguments;
  const isHere = first?.type === 'Identifier' ? first.name === '__dirname' : first?.type === 'MemberExpression' && first.property.type === 'Identifier' && first.property.name === 'dirname';
  const parts = rest.map((part) => (part.type === 'Literal' && typeof part.value === 'string' ? part.value : undefined));
  return isHere && parts.every((part) => part !== undefined) ? parts.join('/') : undefined;
}
