import type { Table } from './tables.ts';

export type * from './tables.ts';

/** Tables, indexes and statements that migrations, models and SQL files make. */
export interface SchemaFacts {
  /** Tables that models and migrations make. */
  'schema.tables': readonly Table[];
}
