import { parsePythonFile } from '../../../documents/python.ts';
import { valueOf } from '../../../model/fact.ts';
import type { Capability } from '../../../model/facts/code.ts';
import { baseName, folderOf } from '../../../model/files.ts';
import type { CodeInput } from '../../code-input.ts';
import { shown } from '../shown.ts';
import { pythonFileOf } from '../sites.ts';
import { everyExpression } from '../walk.ts';

/** Configuration files of gunicorn, by the names that people give them. */
const CONFIGURATION = /^(?:gunicorn[\w.-]*|[\w-]*\.conf)\.py$/;

/**
 * Hooks of gunicorn that let workers add up their metrics; they stand in a file that the program does not import.
 * https://prometheus.github.io/client_python/multiprocess/
 */
export async function readMetricsHooks(input: CodeInput): Promise<Capability | undefined> {
  const folders = [valueOf(input.facts['start.directory']), input.root];
  for (const path of input.files.below(input.root)) {
    if (!CONFIGURATION.test(baseName(path)) || !folders.some((folder) => folder === folderOf(path) || folder === folderOf(folderOf(path)))) continue;
    const source = input.files.read(path);
    if (source === undefined || !/PROMETHEUS_MULTIPROC_DIR|mark_process_dead/.test(source.text)) continue;
    const parsed = await parsePythonFile(source);
    if (!parsed.ok) continue;
    for (const expression of everyExpression(parsed.document.body)) {
      const isSet = expression.kind === 'string' && expression.value === 'PROMETHEUS_MULTIPROC_DIR';
      const isHook = (expression.kind === 'name' || expression.kind === 'attribute') && expression.name === 'mark_process_dead';
      if (!isSet && !isHook) continue;
      return { kind: 'metrics', library: 'prometheus_client.multiprocess', at: shown('use', pythonFileOf(source, parsed.document), expression.range) };
    }
  }
  return undefined;
}
