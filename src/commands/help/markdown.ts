import type { Entry, HelpPage } from './page.ts';

/** docs/cli.md: every command with all that its help says. */
export function helpMarkdown(pages: readonly HelpPage[], about: readonly string[]): string {
  return `${[
    '# Commands', '', 'Written by `npm run docs` from the commands themselves; `optimize COMMAND --help` says the same.', '',
    ...about.flatMap((each) => [each, '']),
    '| command | what it does |', '|---|---|', ...pages.map(({ name, summary }) => `| [\`${name}\`](#${anchorOf(name)}) | ${cell(summary)} |`), '',
    ...pages.flatMap(section),
  ].join('\n').trimEnd()}\n`;
}

function section(page: HelpPage): readonly string[] {
  return [
    `## ${page.name}`, '', `**${page.summary}**`, '',
    '```', ...usageLines(page), '```', '',
    ...page.description.flatMap((paragraph) => [paragraph, '']),
    ...table('argument', page.arguments), ...table('flag', page.flags),
    ...table('exit code', page.exitCodes), ...table('file', page.files),
    '```sh', ...page.examples, '```', '',
    ...(page.seeAlso.length === 0 ? [] : [`See also ${page.seeAlso.map((name) => `[\`${name}\`](#${anchorOf(name)})`).join(', ')}.`, '']),
  ];
}

function usageLines({ name, usage }: HelpPage): readonly string[] {
  const lines = [name];
  for (const word of usage) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length < 100) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`    ${word}`);
  }
  return lines;
}

function table(title: string, list: readonly Entry[]): readonly string[] {
  if (list.length === 0) return [];
  return [`| ${title} | |`, '|---|---|', ...list.map(({ head, text, notes }) => `| \`${cell(head)}\` | ${cell([text, ...notes.map(noteText)].join('; '))} |`), ''];
}

/** The variable as code. */
const noteText = (note: string): string => note.replace(/^variable: (.+)$/, 'variable `$1`').replace(/^default: (\S+)$/, 'default `$1`');

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);

const anchorOf = (name: string): string => name.replaceAll(' ', '-');
