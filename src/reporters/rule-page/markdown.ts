import type { PageBlock, RulePage } from './page.ts';

/** The rule's page of the documentation. */
export function markdownPage({ id, title, marks, sections }: RulePage): string {
  const lines = [
    `# ${id}`, '', `**${title}.** ${marks.join(' · ')}`,
    ...sections.flatMap((section) => ['', `## ${section.title}`, ...section.blocks.flatMap((block) => ['', ...blockLines(block)])]),
  ];
  return `${lines.join('\n')}\n`;
}

function blockLines(block: PageBlock): readonly string[] {
  switch (block.kind) {
    case 'text': return block.text.split('\n');
    case 'list': return block.items.map((item) => `- ${item}`);
    case 'links': return block.links.map(({ title, url, note }) => `- [${title}](${url}), ${note}`);
    case 'code': {
      const fence = block.lines.some((line) => line.includes('```')) ? '````' : '```';
      return [`${fence}${block.language}`, ...block.lines, fence];
    }
  }
}
