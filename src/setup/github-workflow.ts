import { majorOf, REPOSITORY } from './names.ts';
import { quotedYaml } from './quoted-yaml.ts';
import type { PlannedPart } from '../model/setup.ts';
import type { Target } from './target.ts';

const PATH = '.github/workflows/optimize.yml';

/** Plans the workflow of GitHub Actions; one that is there stays. */
export function planGithubWorkflow(target: Target): PlannedPart {
  if (target.read(PATH) !== undefined) return { part: 'github', path: PATH, state: 'present' };
  return { part: 'github', path: PATH, state: 'write', files: [{ path: PATH, before: undefined, after: workflowText(target) }] };
}

function workflowText({ folder, version }: Target): string {
  return `${[
    '# Written by `optimize init`: a pull request that makes the deployment worse fails.',
    'name: optimize',
    '',
    'on:',
    '  pull_request:',
    '  push:',
    '    branches: [main, master]',
    '',
    'permissions: {}',
    '',
    'concurrency:',
    '  group: optimize-${{ github.ref }}',
    "  cancel-in-progress: ${{ github.event_name == 'pull_request' }}",
    '',
    'jobs:',
    '  check:',
    '    name: check the deployment',
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 10',
    '    permissions:',
    '      contents: read # to check the project out',
    '      security-events: write # to show findings in the Security tab and in the diff',
    '      pull-requests: write # to keep one comment up to date',
    '    steps:',
    '      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0',
    '        with:',
    '          fetch-depth: 0 # a check compares with the commit where the branch began',
    '          persist-credentials: false',
    `      - uses: ${REPOSITORY}@v${majorOf(version)} # zizmor: ignore[unpinned-uses] follows this major version; name a commit to decide about each`,
    ...(folder === '' ? [] : ['        with:', `          working-directory: ${quotedYaml(folder)}`]),
  ].join('\n')}\n`;
}
