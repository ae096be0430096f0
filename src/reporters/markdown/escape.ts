import { shown } from '../text/width.ts';

/** Characters that are markup somewhere in a line. */
const MARKUP = /[\\`*_~[\]$]/g;
const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** What GitHub and GitLab make links of without being asked. */
const LINK = /(https?|ftp|mailto|xmpp)(:)|(www)([.])/gi;
/** Names of people, issues and merge requests: a report notifies nobody. */
const REFERENCE = /([@#!])(?=[\w"])/g;
/** What would begin a list or a heading where a line starts with it. */
const START = /^(?:[-+=#](?= |$|[-=#])|\d+(?=[.)](?: |$)))/;

/**
 * A text of the project for a line of Markdown: what is written is what is seen. No markup, no HTML, no link, no mention, no password of a
 * URL, no control character; line ends become spaces. A `|` stays: `table` escapes those of its cells.
 */
export function inline(text: string): string {
  return oneLine(text)
    .replace(/[&<>]/g, (character) => HTML[character] ?? character)
    .replaceAll(MARKUP, '\\$&')
    .replaceAll(REFERENCE, '$1<!-- -->')
    .replaceAll(LINK, (_all, scheme: string | undefined, _colon, www: string | undefined) => (scheme === undefined ? `${www ?? ''}&#46;` : `${scheme}&#58;`))
    .replace(START, (head) => (/^\d/.test(head) ? `${head}<!-- -->` : `\\${head}`));
}

/** A text of the project as code inside a line; '' for an empty one. Line ends become spaces. */
export function code(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  const pad = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A text of the project as a block of code, with its lines; `language` is ours. */
export function codeBlock(text: string, language = ''): string {
  const block = shown(text.replaceAll(/\r\n?/g, '\n')).replace(/\n$/, '');
  const runs = block.match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}${language}\n${block}\n${fence}`;
}

/** A text for an attribute of HTML, or between its tags. */
export function html(text: string): string {
  return shown(text).replace(/[&<>]/g, (character) => HTML[character] ?? character).replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

function oneLine(text: string): string {
  return shown(text.replaceAll(/[\s\u0085\u2028\u2029]+/g, ' ').trim());
}
