import { readFileSync } from 'node:fs';

/** The account that root lends to servers which do not run as root: the one of PostgreSQL's package. Undefined where we are not root. */
export function serverAccount(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((each) => each.startsWith('postgres:'));
  const [uid, gid] = line?.split(':').slice(2, 4).map(Number) ?? [];
  if (uid === undefined || gid === undefined) throw new Error('there is no account postgres that the server could run as');
  return { uid, gid };
}
