import type { Subject } from './format.ts';

/** The score as a bare integer on one line, for a shell: that of the lowest service. */
export function scoreReport({ report }: Subject): string {
  return `${report.score.value}\n`;
}
