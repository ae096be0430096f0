/** Libraries that facts tell apart by another word than people use. */
const NAMES: Readonly<Record<string, string>> = {
  sqlalchemy: 'SQLAlchemy', 'sqlalchemy-async': 'the async engine of SQLAlchemy', 'flask-sqlalchemy': 'Flask-SQLAlchemy', django: 'Django',
  'psycopg-pool': 'psycopg_pool', 'psycopg2-pool': 'the pool of psycopg2', 'asyncpg-connection': 'asyncpg', celery: 'Celery', prisma: 'Prisma',
};

/** A library as people call it, in the middle of a sentence or at its beginning: messages begin with a small letter. */
export const libraryName = (library: string): string => NAMES[library] ?? library;
