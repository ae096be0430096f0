import { entryOf } from '../documents/data.ts';
import { parseYamlDocuments } from '../documents/yaml.ts';
import type { ChangedFile } from '../model/changed-file.ts';
import { newlineOf } from '../text/layout.ts';
import { majorOf, PACKAGE } from './names.ts';
import type { PlannedPart } from '../model/setup.ts';
import { shellWord } from '../text/shell-word.ts';
import type { Target } from './target.ts';

const PIPELINE = '.gitlab-ci.yml';
const PATH = '.gitlab/optimize.gitlab-ci.yml';
const INCLUDE = `include: [{ local: /${PATH} }]`;

/** Plans the job of GitLab CI as a file of its own, and its `include`. A pipeline that includes something already is left to a person. */
export async function planGitlabJob(target: Target): Promise<PlannedPart> {
  const pipeline = target.read(PIPELINE);
  if (target.read(PATH) !== undefined) return { part: 'gitlab', path: PATH, state: 'present' };
  const job: ChangedFile = { path: PATH, before: undefined, after: jobText(target) };
  if (pipeline === undefined) {
    return { part: 'gitlab', path: PATH, state: 'write', files: [job, { path: PIPELINE, before: undefined, after: `${INCLUDE}\n` }] };
  }
  if (pipeline.includes(PATH)) return { part: 'gitlab', path: PATH, state: 'write', files: [job] };
  const after = await withInclude(pipeline);
  if (after === undefined) return { part: 'gitlab', path: PATH, state: 'write', files: [job], next: `add this to the include of ${PIPELINE}`, lines: [`- local: /${PATH}`] };
  return { part: 'gitlab', path: PATH, state: 'write', files: [job, { path: PIPELINE, before: pipeline, after }] };
}

/** The pipeline with an `include` at its end; undefined where it has one, or where a line at the end would not be a key of the top. */
async function withInclude(text: string): Promise<string | undefined> {
  const before = await topKeys(text);
  if (before === undefined || before.includes('include')) return undefined;
  const newline = newlineOf(text);
  const after = `${text}${text === '' || text.endsWith('\n') ? '' : newline}${newline}${INCLUDE}${newline}`;
  const keys = await topKeys(after);
  return keys?.join('\n') === [...before, 'include'].join('\n') ? after : undefined;
}

/** The keys of the top; undefined unless the file is one mapping. A header (`spec:`) makes it two documents: https://docs.gitlab.com/ci/yaml/#specinputs */
async function topKeys(text: string): Promise<readonly string[] | undefined> {
  const parsed = await parseYamlDocuments(text);
  if (!parsed.ok || parsed.document.length !== 1) return undefined;
  const [document] = parsed.document;
  if (document?.root.kind !== 'object' || entryOf(document.root, '<<') !== undefined) return undefined;
  return document.root.entries.map(({ key }) => key);
}

/**
 * In a merge request the job compares with the commit where the branch began. On the default branch it only reports, because the widget of
 * a merge request shows what its report has and that of the target branch lacks: https://docs.gitlab.com/ci/testing/code_quality/
 */
function jobText({ folder, version }: Target): string {
  const place = folder === '' ? '' : ` ${shellWord(folder)}`;
  return `${[
    '# Written by `optimize init`: a merge request that makes the deployment worse fails.',
    'optimize:',
    '  image: node:22-slim',
    '  stage: test',
    '  needs: []',
    '  rules:',
    '    - if: $CI_PIPELINE_SOURCE == "merge_request_event"',
    '    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
    '  variables:',
    '    GIT_DEPTH: 0 # a check compares with the commit where the branch began',
    '  before_script:',
    '    - apt-get update && apt-get install --yes --no-install-recommends git',
    `    - npm install --global ${PACKAGE}@${majorOf(version)}`,
    '  script:',
    '    - |',
    '      if [ -n "$CI_MERGE_REQUEST_DIFF_BASE_SHA" ]; then',
    `        optimize check${place} --format text --format gitlab:gl-code-quality.json --format junit:junit.xml`,
    '      else',
    `        optimize scan${place} --format text --format gitlab:gl-code-quality.json --format junit:junit.xml`,
    '      fi',
    '  artifacts:',
    '    when: always',
    '    reports:',
    '      codequality: gl-code-quality.json',
    '      junit: junit.xml',
  ].join('\n')}\n`;
}
