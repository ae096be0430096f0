import { valueOf, type Fact, type Pool } from '#rule';

/** True where all that the served program connects to is a file. */
export function hasFilesOnly({ 'database.pools': pools }: { readonly 'database.pools'?: Fact<readonly Pool[]> | undefined }): boolean {
  const served = (valueOf(pools) ?? []).filter((pool) => pool.served);
  return served.length > 0 && served.every(({ kind, driver }) => kind === 'sqlite' || driver === 'sqlite');
}
