import { findNode, stringOf } from '../../documents/data.ts';
import { parseToml } from '../../documents/toml.ts';
import { declared, type Known } from '../../model/fact.ts';
import type { SourceFile } from '../../model/source-file.ts';

/** A place of pyproject.toml that says which versions of Python the project works with. */
export interface ProjectRequest {
  readonly at: Known<string>;
  readonly by: string;
  /** How messages call the place. */
  readonly label: string;
}

const PLACES = [
  { path: ['project', 'requires-python'], by: 'requires-python', label: 'requires-python' },
  { path: ['tool', 'poetry', 'dependencies', 'python'], by: 'poetry', label: "Poetry's python" },
];

/** What pyproject.toml says of Python; neither railpack nor nixpacks looks at it to choose a version. */
export async function projectRequests(file: SourceFile | undefined): Promise<readonly ProjectRequest[]> {
  const parsed = file === undefined ? undefined : await parseToml(file.text);
  if (file === undefined || parsed?.ok !== true) return [];
  return PLACES.flatMap(({ path, by, label }) => {
    const node = findNode(parsed.document.root, path);
    const value = stringOf(node);
    return node === undefined || value === undefined ? [] : [{ at: declared('runtime.versions.python', value, file, node.range), by, label }];
  });
}
