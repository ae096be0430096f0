import type { LiveState } from '../../model/live-state.ts';
import { momentOf } from '../../text/moment.ts';
import type { Paint } from '../paint.ts';
import { shown } from '../text/width.ts';
import { justified, wrap } from '../text/wrap.ts';

interface Layout {
  readonly width: number;
  readonly paint: Paint;
}

/** Project and environment, and when they were read. */
export function headLines({ project, environment, readAt }: LiveState, layout: Layout): readonly string[] {
  return titleLines(`${project.name} · ${environment.name}`, readAt, layout);
}

/** A title and when Railway was read, below it where there is no room beside it. */
export function titleLines(text: string, readAt: string, { width, paint }: Layout): readonly string[] {
  const title = shown(text);
  const moment = `read ${momentOf(readAt)}`;
  const line = justified(title, moment, width);
  return (line === title ? [...wrap(title, width), moment] : [line]).map(paint.bold);
}
