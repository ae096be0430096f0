import { type Evidence, type Pool } from '#rule';

/** Libraries whose pool is SQLAlchemy's. */
export const ENGINES: readonly string[] = ['sqlalchemy', 'sqlalchemy-async', 'flask-sqlalchemy'];

/** True for a pool of the served program, to a database server, that lives longer than a request. */
export function isLasting({ served, kind, driver, scope }: Pool): boolean {
  return served && kind !== 'sqlite' && driver !== 'sqlite' && scope !== 'request' && scope !== 'job' && scope !== 'script';
}

/** An option's value where it is known, with its place. */
export function givenOption({ options }: Pool, ...names: readonly string[]): (Evidence & { readonly value: string | number | boolean | readonly string[] }) | undefined {
  const found = options.findLast(({ name }) => names.includes(name))?.value;
  return found?.state === 'known' ? found : undefined;
}

/** True where an option is written, whatever its value is. */
export function isWritten({ options }: Pool, ...names: readonly string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}

/** Where a pool stands, in words that survive edits: `pool:sqlalchemy`. */
export function poolAnchor({ library, within }: Pool): string {
  return `pool:${library}${within === undefined ? '' : `:${within}`}`;
}
