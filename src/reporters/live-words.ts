import type { Report } from '../report.ts';
import { shown } from './text/width.ts';

/** With what the platform was joined: `with Railway: production of shop, read 2026-11-26 03:10`; '' for a report of files alone. */
export function liveWords({ live }: Pick<Report, 'live'>): string {
  if (live === undefined) return '';
  const [day = '', time = ''] = live.readAt.split('T');
  return shown(`with Railway: ${live.environment} of ${live.project}, read ${day} ${time.slice(0, 5)}`.trim());
}
