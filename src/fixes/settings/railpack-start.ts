import { railpack } from '../../adapters/railpack.ts';
import type { Planned } from '../../model/change.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { created, refused } from '../planned.ts';
import { newlineOfProject } from '../templates/create-file.ts';
import { changeData } from './data-change.ts';

/** Gives Railpack a start command in railpack.json, `with: { command }`: https://railpack.com/config/file */
export async function setRailpackStart({ with: values = {} }: Rewrite, context: FixContext): Promise<Planned> {
  const command = values['command'];
  if (typeof command !== 'string') return refused('no start command is given');
  const { files, service } = context;
  const path = service.root === '' ? 'railpack.json' : `${service.root}/railpack.json`;
  const file = files.read(path);
  if (file === undefined) return files.has(path) ? refused(`${path} cannot be read`) : created(path, newRailpackFile(command, newlineOfProject(context)));
  const { problems } = await railpack.read(file);
  if (problems.length > 0) return refused(`${path} cannot be read`);
  return changeData(file, { kind: 'set', path: ['deploy', 'startCommand'], value: command });
}

function newRailpackFile(command: string, newline: string): string {
  const content = { $schema: 'https://schema.railpack.com', deploy: { startCommand: command } };
  return `${JSON.stringify(content, undefined, 2)}\n`.replaceAll('\n', newline);
}
