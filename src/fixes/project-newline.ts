import { newlineOf } from '../text/layout.ts';
import type { FixContext } from './context.ts';

/** How the lines of most files of the service end; few are enough to tell. */
export function newlineOfProject({ files, service }: Pick<FixContext, 'files' | 'service'>): '\n' | '\r\n' {
  const texts = service.files.slice(0, 20).flatMap((path) => files.read(path)?.text ?? []).filter((text) => text.includes('\n'));
  const windows = texts.filter((text) => newlineOf(text) === '\r\n').length;
  return windows * 2 > texts.length ? '\r\n' : '\n';
}
