import { findNode, stringOf, type DataNode } from '../../documents/data.ts';
import { parseIni } from '../../documents/ini.ts';
import { parseToml } from '../../documents/toml.ts';
import { folderOf } from '../../model/files.ts';
import type { FixContext } from '../context.ts';

/** What Alembic's configuration says about new files. */
export interface AlembicSettings {
  /** `%(rev)s_%(slug)s` */
  readonly fileTemplate: string;
  readonly slugLength: number;
  /** True where revisions stand in other folders than `versions` alone. */
  readonly isSpread: boolean;
}

/** https://alembic.sqlalchemy.org/en/latest/tutorial.html#editing-the-ini-file */
export async function readSettings(folder: string, context: FixContext): Promise<AlembicSettings> {
  const nodes = await settingsNodes(folder, context);
  const text = (key: string) => nodes.map((node) => stringOf(findNode(node, [key]))).find((value) => value !== undefined);
  return {
    fileTemplate: (text('file_template') ?? '%(rev)s_%(slug)s').replaceAll('%%', '%'),
    slugLength: Number.parseInt(text('truncate_slug_length') ?? '', 10) || 40,
    isSpread: text('version_locations') !== undefined || /^(true|yes|on|1)$/i.test(text('recursive_version_locations') ?? ''),
  };
}

/** The sections of alembic.ini and pyproject.toml beside the environment or above it. */
async function settingsNodes(folder: string, { files }: FixContext): Promise<readonly DataNode[]> {
  const nodes: DataNode[] = [];
  for (let current: string | undefined = folder; current !== undefined; current = current === '' ? undefined : folderOf(current)) {
    const at = (name: string) => files.read(current === '' ? name : `${current}/${name}`);
    const ini = at('alembic.ini');
    const toml = at('pyproject.toml');
    const parsedIni = ini === undefined ? undefined : await parseIni(ini.text);
    const parsedToml = toml === undefined ? undefined : await parseToml(toml.text);
    const found = [parsedIni?.ok === true ? findNode(parsedIni.document.root, ['alembic']) : undefined,
      parsedToml?.ok === true ? findNode(parsedToml.document.root, ['tool', 'alembic']) : undefined];
    nodes.push(...found.filter((node) => node !== undefined));
  }
  return nodes;
}
