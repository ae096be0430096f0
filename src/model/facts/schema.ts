/** Tables, indexes and statements that migrations, models and SQL files make. */
export interface SchemaFacts {}
