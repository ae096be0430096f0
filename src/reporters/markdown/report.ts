import type { Subject } from '../format.ts';
export function markdownReport({ report }: Subject): string { return `${report.score.value}\n`; }
