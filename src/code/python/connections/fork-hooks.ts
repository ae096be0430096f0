import { parsePythonFile } from '../../../documents/python.ts';
import { valueOf, type Known } from '../../../model/fact.ts';
import { baseName, folderOf } from '../../../model/files.ts';
import type { CodeInput } from '../../code-input.ts';
import { externalName } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { PythonFile } from '../python-file.ts';
import { shown } from '../shown.ts';
import { pythonFileOf } from '../sites.ts';

/** Configuration files of gunicorn, by the names that people give them. */
const CONFIGURATION = /^(?:gunicorn[\w.-]*|[\w-]*\.conf|[\w-]*gunicorn[\w-]*)\.py$/;
const HOOKS = /^(post_fork|post_worker_init)$/;
const CLOSES = /^(dispose|close|close_all|dispose_engines?)$/;

/** `post_fork` in the configuration of gunicorn, where it closes what the child inherited. */
export async function gunicornHooks(input: CodeInput): Promise<readonly Known<string>[]> {
  const folders = [valueOf(input.facts['start.directory']), input.root];
  const found: Known<string>[] = [];
  for (const path of input.files.below(input.root)) {
    if (!CONFIGURATION.test(baseName(path)) || !folders.some((folder) => folder === folderOf(path) || folder === folderOf(folderOf(path)))) continue;
    const source = input.files.read(path);
    if (source === undefined || !/post_fork|post_worker_init/.test(source.text)) continue;
    const parsed = await parsePythonFile(source);
    if (parsed.ok) found.push(...closingHooks(pythonFileOf(source, parsed.document)));
  }
  return found;
}

function closingHooks(file: PythonFile): readonly Known<string>[] {
  return file.functions.flatMap(({ node }) => (HOOKS.test(node.name) && closesIn(file, node) ? [shown('hook', file, node.nameRange)] : []));
}

function closesIn(file: PythonFile, node: PythonFile['functions'][number]['node']): boolean {
  return file.calls.some(({ call: { callee }, place }) => place.chain.includes(node)
    && (callee.kind === 'attribute' || callee.kind === 'name') && CLOSES.test(callee.name));
}

/** `os.register_at_fork`, and Celery's signal for a new child. */
export function programHooks(program: Program): readonly Known<string>[] {
  const registered = [...callsOf(program)].filter(({ call, place }) => externalName(program, call.callee, place) === 'os.register_at_fork')
    .map(({ call, place }) => shown('hook', place.file, call.range));
  const signals = [...program.files.values()].flatMap((file) => file.functions.flatMap(({ node }) => {
    const isConnected = node.decorators.some((each) => {
      const callee = each.kind === 'call' ? each.callee : each;
      return callee.kind === 'attribute' && callee.object.kind === 'name' && /^worker_process_init$/.test(callee.object.name);
    });
    return isConnected && closesIn(file, node) ? [shown('hook', file, node.nameRange)] : [];
  }));
  return [...registered, ...signals];
}
