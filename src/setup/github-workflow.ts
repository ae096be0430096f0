import type { PlannedPart } from '../model/setup.ts';
import { shellWord } from '../text/shell-word.ts';
import { packageOf, type Target } from './target.ts';

const PATH = '.github/workflows/optimize.yml';

/** Plans the workflow of GitHub Actions; one that is there stays. */
export function planGithubWorkflow(target: Target): PlannedPart {
  if (target.read(PATH) !== undefined) return { part: 'github', path: PATH, state: 'present' };
  return { part: 'github', path: PATH, state: 'write', files: [{ path: PATH, before: undefined, after: workflowText(target) }] };
}

/**
 * Steps that need nothing but the package: no action has to be published for them. A pull request is compared with its target branch, which
 * the check finds by itself; on the main branch the job only reports, because code scanning shows in a pull request what that branch lacks.
 */
function workflowText(target: Target): string {
  const place = target.folder === '' ? '' : ` ${shellWord(target.folder)}`;
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
    '      security-events: write # to show findings in the Security tab',
    '    steps:',
    '      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0',
    '        with:',
    '          fetch-depth: 0 # a check compares with the commit where the branch began',
    '          persist-credentials: false',
    '      - uses: actions/setup-node@2028fbc5c25fe9cf00d9f06a71cc4710d4507903 # v6.0.0',
    '        with:',
    '          node-version: 22',
    '          package-manager-cache: false',
    '      # See on npm that this is the package you mean.',
    `      - run: npm install --global ${packageOf(target)} # zizmor: ignore[adhoc-packages] one tool, of a fixed version`,
    '      - name: Check',
    '        run: |',
    '          if [ -n "$GITHUB_BASE_REF" ]; then',
    `            optimize check${place} --format text --format sarif:optimize.sarif`,
    '          else',
    `            optimize scan${place} --format text --format sarif:optimize.sarif`,
    '          fi',
    '      - name: Hand findings to code scanning',
    "        if: ${{ !cancelled() && hashFiles('optimize.sarif') != '' }}",
    '        continue-on-error: true # where code scanning is not available',
    '        uses: github/codeql-action/upload-sarif@5d4e8d1aca955e8d8589aabd499c5cae939e33c7 # v4.31.9',
    '        with:',
    '          sarif_file: optimize.sarif',
  ].join('\n')}\n`;
}
