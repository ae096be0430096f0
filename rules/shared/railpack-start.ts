import { notApplicable, valueOf, type FactSet, type Known, type Outcome, type ProposedFix, type Service, type WebApplication } from '#rule';
import { advised } from './advised.ts';

/** Facts that the rules about Railpack's own start command look at. */
export const RAILPACK_FACTS = ['build.builder', 'service.platforms', 'start.command', 'start.sources', 'web.applications', 'runtime.dependencies'] as const;

/** The command that Railpack makes up for the service, or why there is none to judge. */
export function ownCommand(facts: FactSet): Known<string> | Outcome {
  const platforms = valueOf(facts['service.platforms']);
  if (platforms === undefined) return notApplicable('no file says that it is deployed to Railway');
  if (!platforms.includes('railway')) return notApplicable(`the service is deployed to ${platforms.join(', ')}`);
  if (valueOf(facts['build.builder']) !== 'railpack') return notApplicable('Railpack does not build it for certain');
  const [source] = valueOf(facts['start.sources']) ?? [];
  const command = facts['start.command'];
  if (source?.by !== 'railpack default' || command?.state !== 'known') return notApplicable('a file gives the start command');
  return command;
}

/** Gives Railpack a command that starts the only application; which of several is meant is nothing that a file says. */
export function startApplication({ facts, root }: Service): ProposedFix {
  const [only, ...others] = (valueOf(facts['web.applications']) ?? []).filter(({ isFactory }) => !isFactory);
  const command = only === undefined || others.length > 0 ? undefined : commandFor(only, root, facts);
  if (command === undefined) return advised('Name the start command in railpack.json: deploy.startCommand');
  return {
    title: `Start \`${command}\`, by railpack.json`, applicability: 'safe',
    change: { kind: 'rewrite', how: 'set-railpack-start', at: [only?.variable ?? others[0]?.variable].filter((fact) => fact !== undefined) as [Known<string>], with: { command } },
  };
}

/** The command for an application; undefined where no server for it is installed. */
function commandFor({ path, variable, interface: protocol }: WebApplication, root: string, facts: FactSet): string | undefined {
  const inside = root === '' ? path : path.slice(root.length + 1);
  const isInSource = inside.startsWith('src/');
  const module = (isInSource ? inside.slice(4) : inside).replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.');
  if (!/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(module)) return undefined;
  const application = `${module}:${variable.value}`;
  if (protocol === 'asgi' && isInstalled('uvicorn', facts)) return `uvicorn ${application}${isInSource ? ' --app-dir src' : ''} --host 0.0.0.0 --port \${PORT:-8000}`;
  if (protocol === 'wsgi' && isInstalled('gunicorn', facts)) return `gunicorn ${application}${isInSource ? ' --chdir src' : ''} --bind 0.0.0.0:\${PORT:-8000}`;
  return undefined;
}

/** The server is a dependency, or an extra of one brings it. */
function isInstalled(server: string, facts: FactSet): boolean {
  const dependencies = valueOf(facts['runtime.dependencies']) ?? [];
  const brings = ({ name, extras }: (typeof dependencies)[number]) => server === 'uvicorn' && name === 'fastapi' && (extras.includes('standard') || extras.includes('all'));
  return dependencies.some((each) => each.kind === 'production' && (each.name === server || brings(each)));
}
