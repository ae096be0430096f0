import type { ScoreCard } from '../../report.ts';
import { html, type Markup } from './markup.ts';

const CENTRE = 70;
const RADIUS = 56;
/** Degrees, clockwise from the right: the dial is open below. */
const FIRST = 135;
const SWEEP = 270;

/** The score on a dial, and what it was where that is known. */
export function dial({ value, grade }: ScoreCard, before?: number): Markup {
  const was = before === undefined || before === value ? '' : `, ${before} before`;
  return html`<svg class="dial grade-${grade}" viewBox="0 0 140 128" role="img" aria-label="${value} of 100 points, ${grade}${was}">
<path class="dial-track" d="${arc()}" pathLength="100"/>
${value > 0 && html`<path class="dial-value" d="${arc()}" pathLength="100" stroke-dasharray="${value} 101"/>`}
${was !== '' && before !== undefined && tick(before)}
<text class="dial-number" x="${CENTRE}" y="80">${value}</text>
<text class="dial-grade" x="${CENTRE}" y="102">${grade}</text>
</svg>`;
}

function arc(): string {
  const [from, to] = [at(FIRST, RADIUS), at(FIRST + SWEEP, RADIUS)];
  return `M${from} A${RADIUS} ${RADIUS} 0 1 1 ${to}`;
}

function tick(value: number): Markup {
  const angle = FIRST + (SWEEP * value) / 100;
  return html`<path class="dial-before" d="M${at(angle, RADIUS - 9)} L${at(angle, RADIUS + 9)}"/>`;
}

function at(degrees: number, radius: number): string {
  const angle = (degrees * Math.PI) / 180;
  return `${round(CENTRE + radius * Math.cos(angle))} ${round(CENTRE + radius * Math.sin(angle))}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
