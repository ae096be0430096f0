import { dockerfile } from '../../../adapters/dockerfile.ts';
import { baseName } from '../../../model/files.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import type { Range } from '../../../text/range.ts';
import { isJavaScript } from '../../context.ts';
import { textInFile, type CommandText } from './command-text.ts';
import type { Container } from './container.ts';
import { dataTexts, procfileTexts } from './data-texts.ts';
import { dockerContainers } from './docker-texts.ts';
import { SCRIPT } from './quotings.ts';
import { codeTexts } from './code-texts.ts';

/** The containers of a file that a range stands in; where the range holds several of them, those. */
export async function containersAt(file: SourceFile, range: Range): Promise<readonly Container[]> {
  const { path } = file;
  if (dockerfile.matches(path)) return dockerContainers(file, range);
  const name = baseName(path);
  const texts = name === 'Procfile' ? await procfileTexts(file)
    : /\.(json|jsonc|toml|ya?ml)$/.test(name) ? await dataTexts(file)
    : isJavaScript(path) ? await codeTexts(file)
    : name.endsWith('.py') ? []
    : [scriptText(file)];
  const known = texts.filter((text) => text !== undefined);
  const around = known.filter(({ whole }) => whole.start <= range.start && range.end <= whole.end);
  const smallest = around.toSorted((a, b) => length(a.whole) - length(b.whole)).slice(0, 1);
  const found = smallest.length > 0 ? smallest : known.filter(({ whole }) => range.start <= whole.start && whole.end <= range.end);
  return found.map((text) => ({ kind: 'text', text }));
}

function scriptText(file: SourceFile): CommandText | undefined {
  const whole = { start: 0, end: file.text.length };
  return textInFile(file, { whole, inner: whole, quoting: SCRIPT, value: file.text });
}

const length = ({ start, end }: Range): number => end - start;
