/**
 * Begins the names that stand for what is put in at run time. A private character, which PostgreSQL takes as a letter and nobody writes:
 * https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
 */
const HOLE = '\ue000';

/** How a library writes its placeholders. */
export type PlaceholderStyle =
  /** `$1`, which is SQL of PostgreSQL: asyncpg, node-postgres. */
  | 'numbered'
  /** `%s` and `%(name)s`: psycopg, Django. */
  | 'percent'
  /** `:name`: SQLAlchemy's `text`, knex, Sequelize, TypeORM. */
  | 'colon'
  /** `?`: knex, Sequelize, SQLite. */
  | 'question'
  /** `{}` and `{name}`: `str.format`. */
  | 'braces';

const PATTERNS: Readonly<Record<Exclude<PlaceholderStyle, 'numbered'>, RegExp>> = {
  percent: /%(?:\(\w+\))?[sbt]|%%/g,
  colon: /(?<![:\w\\]):[A-Za-z_]\w*(?![\w:])/g,
  question: /\?\??/g,
  braces: /\{[\w.[\]]*(?:![rsa])?\}/g,
};

/** The text with a name of the same length for each placeholder, so that offsets stay: `WHERE id = %s` has a name for `%s`. */
export function neutralSql(text: string, styles: readonly PlaceholderStyle[]): string {
  // `$${index}` of a template is a placeholder whose number only a run tells.
  let neutral = text.replaceAll(`$${HOLE}`, `${HOLE}_`);
  for (const style of styles) {
    if (style === 'numbered') continue;
    neutral = neutral.replace(PATTERNS[style], (found) => (found === '%%' ? '% ' : holeOf(found.length)));
  }
  return neutral.replace(LIST, (_, word: string, hole: string) => `${word}(${hole.slice(0, -1)})`);
}

/** A list that is put in whole stands without brackets of its own: the space before it and its last character make room for them. */
const LIST = new RegExp(`(\\b(?:IN|VALUES)\\s*)\\s(${HOLE}_+)(?!\\w)`, 'gi');

/** A name for something of that length that only a run would tell. */
export function holeOf(length: number): string {
  return length < 1 ? '' : HOLE.padEnd(length, '_');
}

/** True for a name that stands for something that only a run would tell. */
export function isHole(name: string | undefined): boolean {
  return name?.startsWith(HOLE) === true;
}
