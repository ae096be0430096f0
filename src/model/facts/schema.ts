import type { SqlUse } from './statements.ts';
import type { Table } from './tables.ts';

export type * from './statements.ts';
export type * from './tables.ts';

/** Tables, indexes and statements that migrations, models and SQL files make. */
export interface SchemaFacts {
  /** SQL statements of the migrations that a tool of the service runs, in their order. */
  'schema.statements': readonly SqlUse[];
  /** SQL statements that the program itself sends. */
  'schema.queries': readonly SqlUse[];
  /** Tables that models and migrations make. */
  'schema.tables': readonly Table[];
}
