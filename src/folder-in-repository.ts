import { folderAt } from './scan.ts';
import { UsageError } from './usage-error.ts';

/** A project's folder from the root of its repository, without a slash at its end; '' for the root, and where git knows no repository. */
export async function folderInRepository(root: string): Promise<string> {
  const { openRepository } = await import('./git/repository.ts');
  try {
    return (await openRepository(folderAt(root))).prefix.replace(/\/$/, '');
  } catch (error) {
    if (error instanceof UsageError) return '';
    throw error;
  }
}
