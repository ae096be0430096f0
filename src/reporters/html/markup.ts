import { shown } from '../text/width.ts';

/** A piece of HTML that may stand in a page as it is. Only `html` and `trusted` make one. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: texts are escaped, markup is not, nothing is written for `undefined` and `false`. */
export type Part = Markup | string | number | undefined | false | readonly Part[];

/** Markup from a template, every text in it escaped: control characters and passwords of URLs go too. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let markup = template[0] ?? '';
  for (const [index, part] of parts.entries()) markup += render(part) + (template[index + 1] ?? '');
  return { markup };
}

/** A text of ours that is markup already: the style sheet and the script. */
export function trusted(markup: string): Markup {
  return { markup };
}

/** A sentence of ours in which backquotes stand around words that are typed. */
export function prose(text: string): Markup {
  return html`${text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Half of a character: UTF-8 has none, and a file that holds one is no text. */
const HALF = /\p{Surrogate}/gu;

function render(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return shown(part).replaceAll(HALF, '\ufffd').replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(render).join('');
}
