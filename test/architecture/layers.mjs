// Which layer may import which: docs/architecture.md explains the table, check-layers.mjs runs it.
const LAYERS = {
  text: [],
  model: ['text'],
  documents: ['text'],
  adapters: ['documents', 'model', 'text'],
  builders: ['adapters', 'documents', 'model', 'text'],
  code: ['adapters', 'documents', 'model', 'text'],
  start: ['code', 'adapters', 'documents', 'model', 'text'],
  live: ['adapters', 'documents', 'model', 'text'],
  resolve: ['live', 'start', 'code', 'builders', 'adapters', 'documents', 'model', 'text'],
  config: ['documents', 'model', 'text'],
  git: ['model'],
  discover: ['resolve', 'live', 'config', 'git', 'adapters', 'documents', 'model', 'text'],
  rules: ['model', 'text'],
  ignores: ['documents', 'model', 'text'],
  score: ['rules', 'model'],
  fixes: ['start', 'code', 'adapters', 'ignores', 'documents', 'model', 'text'],
  apply: ['git', 'model', 'text'],
  compare: ['score', 'model', 'text'],
  railway: ['live', 'model', 'text'],
  remote: ['railway', 'live', 'adapters', 'fixes', 'apply', 'model', 'text'],
  setup: ['documents', 'model', 'text'],
  migrate: ['adapters', 'documents', 'fixes', 'model', 'text'],
  interactive: ['reporters', 'model', 'text'],
  reporters: ['model', 'text'],
};
/** Files of src/ itself that a layer may import too. */
const FILES = { score: ['report'], ignores: ['report'], compare: ['report', 'check-report'], reporters: ['report', 'fix-report', 'check-report', 'baseline-report'], fixes: ['report'], railway: ['usage-error'], remote: ['report', 'usage-error'], interactive: ['report', 'fix-report'], apply: ['usage-error'], git: ['usage-error'], discover: ['usage-error'], config: ['usage-error'] };

/** Which folder below src/fixes may import which other one; each may import the files of src/fixes itself. */
const FIXES = {
  python: [],
  javascript: [],
  settings: ['javascript'],
  commands: ['settings', 'python', 'javascript'],
  templates: ['python'],
  migrations: ['templates'],
  sql: [],
};

const folder = (name) => `^src/${name}/`;
const layers = Object.entries(LAYERS).map(([name, allowed]) => ({
  name: `layer-${name}`,
  severity: 'error',
  comment: `src/${name} may import only: ${allowed.join(', ') || 'nothing'}. Move the code down, or pass the value in.`,
  from: { path: folder(name) },
  to: {
    path: '^(src|rules|test)/',
    pathNot: [folder(name), ...allowed.map(folder), ...(FILES[name] ?? []).map((file) => `^src/${file}[.]ts$`)],
  },
}));

const fixes = Object.entries(FIXES).map(([name, allowed]) => ({
  name: `fixes-${name}`,
  severity: 'error',
  comment: `src/fixes/${name} may import of src/fixes only: its own files${allowed.map((each) => `, ${each}`).join('')}. Move the code to src/fixes, or below it.`,
  from: { path: folder(`fixes/${name}`) },
  to: { path: '^src/fixes/', pathNot: ['^src/fixes/[^/]+$', folder(`fixes/${name}`), ...allowed.map((each) => folder(`fixes/${each}`))] },
}));

export default {
  forbidden: [
    ...layers,
    ...fixes,
    {
      name: 'fixes-folders-are-known', severity: 'error',
      comment: 'A new folder below src/fixes stands in the table FIXES and in docs/architecture.md.',
      from: { path: '^src/fixes/[^/]+/', pathNot: Object.keys(FIXES).map((name) => folder(`fixes/${name}`)) }, to: {},
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'rules-know-only-the-rule-api', severity: 'error',
      comment: 'A rule reads facts through #rule. It never opens a file and never sees an adapter.',
      from: { path: '^rules/' }, to: { pathNot: ['^src/rules/api[.]ts$', '^rules/shared/'] },
    },
    {
      name: 'commands-stay-thin', severity: 'error', from: { path: '^src/commands/' },
      to: { path: '^src/', pathNot: ['^src/[a-z-]+[.]ts$', '^src/reporters/', '^src/commands/', '^src/model/', '^src/apply/'] },
    },
    {
      name: 'file-system-at-the-edges', severity: 'error',
      from: { path: '^(src|rules)/', pathNot: ['^src/(discover|apply|git|railway)/', '^src/rules/load(-examples)?[.]ts$', '^src/fixes/templates/read-template[.]ts$', '^src/scan[.]ts$'] },
      to: { path: '^(node:)?(fs|child_process|http|https|net|dns|worker_threads)(/|$)' },
    },
    { name: 'src-never-imports-tests', severity: 'error', from: { path: '^(src|rules|bin)/' }, to: { path: '^test/' } },
    {
      name: 'no-heavy-libraries-in-a-scan', severity: 'error',
      from: { path: '^src/', pathNot: ['^src/fixes/javascript/', '^src/migrate/', '^src/apply/', '^src/git/', '^src/interactive/', '^src/railway/', '^src/rules/load-examples[.]ts$'] },
      to: { path: 'node_modules/(typescript|ts-morph|execa|@inquirer|diff)/' },
    },
  ],
  options: {
    parser: 'swc', tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default'], exportsFields: ['exports'] },
    doNotFollow: { path: 'node_modules' },
  },
};
