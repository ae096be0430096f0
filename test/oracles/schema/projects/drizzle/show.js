// Prints what Drizzle itself makes of the tables: an index or key per line, as the test writes those of PostgreSQL.
import { getTableConfig } from 'drizzle-orm/pg-core';
import * as schema from './schema.js';

const indexes = [];
const keys = [];
const name = (column) => (column.name === undefined ? '?' : `${column.name}${column.indexConfig?.order === 'desc' ? ' desc' : ''}`);
for (const table of Object.values(schema)) {
  const { name: own, columns, indexes: made, primaryKeys, uniqueConstraints, foreignKeys } = getTableConfig(table);
  for (const column of columns) {
    if (column.primary) indexes.push(`${own} primary btree (${column.name})`);
    if (column.isUnique) indexes.push(`${own} unique btree (${column.name})`);
  }
  for (const key of primaryKeys) indexes.push(`${own} primary btree (${key.columns.map(({ name }) => name).join(', ')})`);
  for (const key of uniqueConstraints) indexes.push(`${own} unique btree (${key.columns.map(({ name }) => name).join(', ')})`);
  for (const { config } of made) indexes.push(`${own} ${config.unique ? 'unique' : 'plain'} ${config.method ?? 'btree'} (${config.columns.map(name).join(', ')})${config.where === undefined ? '' : ' partial'}`);
  for (const key of foreignKeys) keys.push(`${own} (${key.reference().columns.map(({ name }) => name).join(', ')})`);
}
process.stdout.write(JSON.stringify({ indexes: indexes.sort(), keys: keys.sort() }));
