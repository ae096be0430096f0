import { defineCheck, fail, notApplicable, pass, valueOf, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { dependencyNamed } from '../shared/dependencies.ts';
import { serverAmong } from '../shared/served-by.ts';
import { optionNamed } from '../shared/server-options.ts';

/** Packages that bring uvicorn with the extra, by themselves or with one of theirs. */
const BRINGERS: Readonly<Record<string, readonly string[] | undefined>> = { fastapi: ['standard', 'all', 'standard-no-fastapi-cloud-cli'], 'fastapi-cli': ['standard'], litestar: ['standard'] };

export default defineCheck({
  needs: [],
  reads: ['start.server', 'runtime.dependencies', 'runtime.lockFile', 'server.options', 'server.workerClass'],
  check(facts, { service }): Outcome {
    const server = serverAmong(service.facts, 'uvicorn', 'gunicorn');
    if (server === undefined) return notApplicable('another server serves it');
    const isServing = server.value === 'uvicorn' || /uvicorn/.test(valueOf(facts['server.workerClass']) ?? '');
    const uvicorn = dependencyNamed(service.facts, 'uvicorn');
    if (!isServing || uvicorn === undefined) return notApplicable('the manifest does not ask for a uvicorn that serves');
    const dependencies = valueOf(facts['runtime.dependencies']) ?? [];
    const isBrought = dependencies.some(({ name, extras }) => BRINGERS[name]?.some((extra) => extras.includes(extra)) === true);
    if (isBrought || uvicorn.extras.includes('standard') || ['uvloop', 'httptools'].some((name) => dependencyNamed(service.facts, name) !== undefined)) return pass();
    if (facts['runtime.lockFile']?.state === 'known') return notApplicable('the lock file may bring them by way of another package');
    if (optionNamed(service.facts, 'loop') !== undefined) return notApplicable('the loop is chosen');
    // Packages that are checked by their hashes need those of what the extra brings, which only a tool can write.
    const isEditable = uvicorn.extras.length === 0 && !dependencies.some(({ hashed }) => hashed) && /^uvicorn\s*(?:[<>~!;@]|==|$)/i.test(uvicorn.at.value);
    return fail({
      message: "uvicorn serves with Python's own loop and parser: the extra \"standard\" is not asked for",
      evidence: [uvicorn.at], anchor: 'uvicorn',
      fix: isEditable
        ? { title: 'Ask for uvicorn[standard]', applicability: 'review', change: { kind: 'replace', at: uvicorn.at, text: uvicorn.at.value.replace(/^uvicorn/i, '$&[standard]') } }
        : advised('Ask for uvicorn[standard]'),
    });
  },
});
