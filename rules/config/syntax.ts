import { absent, declared, defineCheck, fail, valueOf, type Evidence, type Problem, type Service } from '#rule';
import { advised } from '../shared/advised.ts';

const KINDS: readonly Problem['kind'][] = ['syntax', 'duplicate-key', 'encoding', 'conflict-marker'];
/** Files that a platform or a builder reads by their name; nothing makes these large, and none of them may be a link to elsewhere. */
const DEPLOYMENT = /(^|\/)(Procfile|Dockerfile(\.[\w-]+)?|(railway|nixpacks|railpack|render|fly|heroku|app)([.-][\w-]+)?\.(toml|json|ya?ml)|\.railway\/railway\.ts|requirements\.txt|pyproject\.toml|Pipfile|runtime\.txt|package\.json)$/;
/** Code is read by tolerant parsers, and a file of it may be a template; only what configures the deployment is judged. */
const CODE = /\.(py|pyi|js|jsx|mjs|cjs|ts|tsx|mts|cts)$/;
/** start/procfile-name says what becomes of it. */
const MISNAMED_PROCFILE = /(^|\/)procfile(?:\.|$)/i;
/** Files that are no text by design: Bun's lock file before 1.2. https://bun.com/docs/pm/lockfile */
const BINARY = /(^|\/)bun\.lockb$/;
/** Folders whose files show something and configure nothing. */
const ASIDE = /(^|\/)(tests?|__tests__|fixtures?|__fixtures__|examples?|samples?|templates?|docs?|node_modules|vendor)\//i;
const CONFIGURATION_IN_CODE = /(^|\/)(gunicorn[\w.-]*\.py|\.railway\/railway\.ts)$/;

export default defineCheck({
  needs: [],
  reads: ['build.dockerfilePath'],
  check(_facts, { service }) {
    const problems = service.problems.filter((problem) => isJudged(problem) && isConfiguration(problem, service.root) && isBuilt(problem, service));
    return problems.map((problem) => fail({
      message: messageOf(problem),
      evidence: [evidenceOf(problem)],
      anchor: `${problem.kind}:${problem.path}`,
      severity: severityOf(problem),
      fix: advised(titleOf(problem)),
    }));
  },
});

/** A deployment file that nobody can read counts as broken; so does one whose name or content hides it from its reader. */
function isJudged({ kind, path, at }: Problem): boolean {
  if (KINDS.includes(kind)) return true;
  if (kind === 'too-large' || kind === 'unreadable') return at === undefined && DEPLOYMENT.test(path);
  return kind === 'unread-format' && at?.range.end === 0 && !MISNAMED_PROCFILE.test(path);
}

/** How the two readings of a Procfile differ is a rule of its own. */
function isConfiguration({ kind, path }: Problem, root: string): boolean {
  const inner = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  if (ASIDE.test(inner) || (kind === 'encoding' && BINARY.test(path)) || (kind === 'syntax' && path.endsWith('Procfile'))) return false;
  return !CODE.test(path) || CONFIGURATION_IN_CODE.test(path);
}

/** A broken Dockerfile of another name that no configuration names, or of a folder that is no service, is built by nobody. */
function isBuilt({ path }: Problem, { root, files, facts }: Service): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const used = [root === '' ? 'Dockerfile' : `${root}/Dockerfile`, valueOf(facts['build.dockerfilePath']), ...files];
  return !name.startsWith('Dockerfile') || used.includes(path);
}

function severityOf({ kind }: Problem): 'low' | 'medium' | 'high' {
  return kind === 'duplicate-key' ? 'medium' : kind === 'unread-format' ? 'low' : 'high';
}

function messageOf({ path, message }: Problem): string {
  return message.includes(path.slice(path.lastIndexOf('/') + 1)) ? message : `${path}: ${message}`;
}

function evidenceOf({ kind, path, at }: Problem): Evidence {
  if (at === undefined) return absent('readable text', { path, text: '' });
  return declared(kind, lineAt(at.file.text, at.range.start), at.file, at.range);
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end === -1 ? start + 200 : Math.min(end, start + 200)).trim();
}

function titleOf({ kind, path }: Problem): string {
  if (kind === 'duplicate-key') return `Keep one of the two entries in ${path}`;
  if (kind === 'encoding') return `Save ${path} as UTF-8`;
  if (kind === 'conflict-marker') return `Finish the merge in ${path}`;
  if (kind === 'too-large' || kind === 'unreadable') return `Put a plain file at ${path}, as its readers expect it`;
  if (kind === 'unread-format') return `Name and write ${path} as its reader expects it`;
  return `Repair ${path} at this place`;
}
