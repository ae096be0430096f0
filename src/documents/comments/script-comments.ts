import type { Range } from '../../text/range.ts';
import { loadScriptReader } from '../typescript.ts';

/** The comments of JavaScript and TypeScript; none of a file that cannot be read. */
export async function scriptComments(path: string, text: string): Promise<readonly Range[]> {
  const read = await loadScriptReader();
  const result = read(path, text);
  return result.ok ? result.document.comments.map(({ start, end }) => ({ start, end })) : [];
}
