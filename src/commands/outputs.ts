import { Flags } from '@oclif/core';
import type { Output } from '../outputs.ts';
import type { Subject } from '../reporters/format.ts';
import { FORMATS } from '../reporters/formats.ts';
import type { PlannedEdits } from '../reporters/json.ts';
import { wantedFormats } from './wanted-formats.ts';

/** The flags of a command that gives a report. Their values are read by `wantedOutputs`. */
export const OUTPUT_FLAGS = {
  format: Flags.string({
    description: `output format, repeatable with a file each: ${FORMATS.map(({ name }) => name).join(', ')} [default: text]`, helpValue: 'NAME[:FILE]', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_FORMAT',
  }),
  json: Flags.boolean({ description: 'the same as --format json', env: 'OPTIMIZE_JSON' }),
};

/** The documents that the words of a command ask for. What is wrong with them is said before anything is read or written. */
export async function wantedOutputs(words: readonly string[]): Promise<readonly Output[]> {
  const [{ outputsFrom }, { checkOutput }] = await Promise.all([import('../outputs.ts'), import('../apply/write-output.ts')]);
  const outputs = outputsFrom(wantedFormats(words, process.env));
  for (const { path } of outputs) if (path !== undefined) checkOutput(path);
  return outputs;
}

/** What a command that gives a report has to give. */
export interface Delivery {
  readonly outputs: readonly Output[];
  readonly subject: Omit<Subject, 'edits'>;
  /** Plans the edits of fixes; asked only when a format shows them. */
  readonly plan: () => Promise<PlannedEdits>;
}

/** Renders every document, then writes the files and says so on stderr; gives the text for stdout, which comes last. */
export async function deliver({ outputs, subject, plan }: Delivery): Promise<string> {
  const [{ renderOutputs }, { writeOutput }] = await Promise.all([import('../outputs.ts'), import('../apply/write-output.ts')]);
  const documents = await renderOutputs(outputs, subject, plan);
  for (const { format, path, text } of documents) {
    if (path === undefined) continue;
    writeOutput(path, text);
    process.stderr.write(`${format.name} written to ${path}\n`);
  }
  const onStdout = documents.find(({ path }) => path === undefined);
  if (onStdout === undefined) return '';
  return onStdout.format.name === 'text' && process.env['GITHUB_ACTIONS'] === 'true' ? withoutCommands(onStdout.text) : onStdout.text;
}

/**
 * The runner of GitHub Actions obeys lines that begin with `::`, and `##[` anywhere, whoever wrote them: a text of the scanned project
 * must not silence what follows. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
function withoutCommands(text: string): string {
  return text.replaceAll(/^(\s*):(?=:)/gm, '$1:\u200b').replaceAll('##[', '##\u200b[');
}
