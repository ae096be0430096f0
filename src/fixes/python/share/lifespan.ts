import type { PythonFile } from '../../../code/python/python-file.ts';
import type { Program } from '../../../code/python/program.ts';
import type { Planned } from '../../../model/change.ts';
import { refused } from '../../planned.ts';
import type { Usage } from './usage.ts';

export async function sharedByLifespan(_program: Program, _file: PythonFile, _usages: readonly Usage[]): Promise<Planned> {
  return refused('later');
}
