import { listedKey } from '../names/resolve.ts';
import type { CodeProject } from '../project/code-project.ts';
import { memberName } from '../syntax/tree.ts';

/** True where the program limits all its requests at once, by `axios.defaults.timeout = 5000`: https://axios-http.com/docs/config_defaults */
export function setsAxiosTimeout(project: CodeProject): boolean {
  return [...project.modules.values()].some((module) => module.assignments.some(({ target }) => memberName(target) === 'timeout'
    && listedKey(project, module, target) === 'axios#defaults.timeout'));
}
