import type { LiveState } from '../../model/live-state.ts';
import { momentOf } from '../../text/moment.ts';
import type { Paint } from '../paint.ts';
import { shown } from '../text/width.ts';
import { justified, wrap } from '../text/wrap.ts';

/** Project and environment, and when they were read. */
export function headLines({ project, environment, readAt }: LiveState, { width, paint }: { readonly width: number; readonly paint: Paint }): readonly string[] {
  const title = shown(`${project.name} · ${environment.name}`);
  const moment = `read ${momentOf(readAt)}`;
  const line = justified(title, moment, width);
  return (line === title ? [...wrap(title, width), moment] : [line]).map(paint.bold);
}
