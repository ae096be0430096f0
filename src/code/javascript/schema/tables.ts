import type { Table } from '../../../model/facts/tables.ts';
import type { CodeProject } from '../project/code-project.ts';
import { drizzleTables } from './drizzle.ts';
import { sequelizeTables } from './sequelize.ts';
import { typeormTables } from './typeorm.ts';

/** Tables that the models of a program make. */
export function readTables(project: CodeProject): Table[] {
  return [...drizzleTables(project), ...typeormTables(project), ...sequelizeTables(project)];
}
