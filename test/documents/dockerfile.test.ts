import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../src/documents/dockerfile.ts';
import { reachableStages, finalStage, stageChain } from '../../src/documents/dockerfile/docker-stages.ts';
import type { DockerCommand, DockerInstruction, Dockerfile } from '../../src/documents/dockerfile/docker-tree.ts';
import { processorTime } from '../support/processor-time.ts';

async function read(text: string): Promise<Dockerfile> {
  const parsed = await parseDockerfile(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.document;
}

const command = (value: DockerCommand | undefined): string => {
  if (value === undefined) return 'none';
  return value.form === 'exec' ? JSON.stringify(value.words.map((word) => word.value)) : `sh: ${value.text}`;
};
const shown = (one: DockerInstruction): string => {
  switch (one.kind) {
    case 'env': case 'arg': return `${one.kind} ${one.variables.map((variable) => `${variable.name}=${variable.value ?? '?'}`).join('; ')}`;
    case 'workdir': case 'user': case 'stopsignal': return `${one.kind} ${one.text.value ?? '?'}`;
    case 'expose': case 'volume': return `${one.kind} ${one.values.map((value) => value.value ?? '?').join(' ')}`;
    case 'copy': case 'add': return `${one.kind} ${one.sources.map((text) => text.value ?? '?').join('+')} -> ${one.destination.value ?? '?'} from ${one.from?.value ?? '-'}=${one.fromStage ?? '-'}`;
    case 'run': return `run ${one.mounts.map((mount) => `[${[...mount.options].map((pair) => pair.join('=')).join(' ')}] `).join('')}${command(one.command)}`;
    case 'cmd': case 'entrypoint': case 'healthcheck': return `${one.kind} ${command(one.command)}`;
    case 'shell': return `shell ${one.words.map((word) => word.value).join('|')}`;
    case 'onbuild': return `onbuild ${one.behind}`;
    case 'other': return one.keyword;
  }
};

const INSTRUCTIONS: readonly (readonly [string, readonly string[]])[] = [
  ['ENV A=1 B="two words" C=x\\ y D=\'$A\' E=${A}b', ['env A=1; B=two words; C=x y; D=$A; E=?']],
  ['ENV A=1\nENV B=${A}b C=$A-$MISSING D=${A:-x} E=${N:-y} F=\\$A', ['env A=1', 'env B=1b; C=?; D=1; E=y; F=$A']],
  ['ENV OLD the rest of "it"', ['env OLD=the rest of it']],
  ['ARG A B=2 C\nARG D', ['arg A=?; B=2; C=?', 'arg D=?']],
  ['ARG V=3\nARG W\nWORKDIR /srv/$V', ['arg V=3', 'arg W=?', 'workdir /srv/3']],
  ['CMD ["gunicorn", "-w", "4", \\\r\n  # why\r\n  "a b"]', ['cmd ["gunicorn","-w","4","a b"]']],
  ["CMD ['gunicorn', 'x']", ["cmd sh: ['gunicorn', 'x']"]],
  ['CMD []\nENTRYPOINT [ ]', ['cmd []', 'entrypoint []']],
  ['CMD exec gunicorn \\\n # comment\n\n  app:app', ['cmd sh: exec gunicorn   app:app']],
  ['CMD [ "$HOME" = x ] && run', ['cmd sh: [ "$HOME" = x ] && run']],
  ['RUN --mount=type=cache,id=s/1-pip,target=/root/.cache --network=none pip install x', ['run [type=cache id=s/1-pip target=/root/.cache] sh: pip install x']],
  ['RUN <<EOF\npip install a\npip install b\nEOF\nUSER app', ['run sh: pip install a\npip install b', 'user app']],
  ['RUN python <<EOF\nprint(1)\nEOF', ['run sh: python <<EOF']],
  ['COPY --chown=1:1 a "b c" /app/\nCOPY ["d e", "/x"]', ['copy a+b c -> /app/ from -=-', 'copy d e -> /x from -=-']],
  ['COPY <<EOF /start.sh\nFROM nothing\nEOF\nEXPOSE 80 443/tcp', ['copy  -> /start.sh from -=-', 'expose 80 443/tcp']],
  ['SHELL ["/bin/bash", "-o", "pipefail", "-c"]', ['shell /bin/bash|-o|pipefail|-c']],
  ['HEALTHCHECK --interval=5s CMD curl -f http://localhost', ['healthcheck sh: curl -f http://localhost']],
  ['HEALTHCHECK CMD ["curl", "x"]\nHEALTHCHECK NONE', ['healthcheck ["curl","x"]', 'healthcheck none']],
  ['STOPSIGNAL SIGINT\nONBUILD RUN pip install x\nVOLUME ["/data"]\nLABEL a=b', ['stopsignal SIGINT', 'onbuild RUN pip install x', 'volume /data', 'LABEL']],
  ['cmd ["lower"]', ['cmd ["lower"]']],
];

describe('parseDockerfile', () => {
  it.each(INSTRUCTIONS)('reads %j', async (text, expected) => {
    const file = await read(`FROM scratch\n${text}\n`);
    expect(file.stages[0]?.instructions.map(shown)).toEqual(expected);
  });

  it('honours the escape directive', async () => {
    const file = await read('# escape=`\nFROM scratch\nCMD one `\n two\\three\n');
    expect(file.stages[0]?.instructions.map(shown)).toEqual(['cmd sh: one  two\\three']);
  });

  it.each([
    ['FROM python:3.12', 'python:3.12'],
    ['ARG V=3.12\nFROM python:${V}-slim', 'python:3.12-slim'],
    ['ARG V\nFROM python:$V', undefined],
    ['ARG V=1\nARG W=${V}2\nFROM --platform=$BUILDPLATFORM x:$W AS y', 'x:12'],
    ['FROM a AS one\nARG V=2\nFROM b:$V', undefined],
    ['FROM python:${V:-3.11}', 'python:3.11'],
  ])('puts ARGs before the first FROM into %j', async (text, expected) => {
    expect((await read(text)).stages.at(-1)?.base.value).toBe(expected);
  });

  it('finds the stages that the last one needs, by base, copy and mount', async () => {
    const file = await read('FROM a AS base\nFROM base AS build\nFROM x AS unused\nFROM y AS tools\nFROM z\nCOPY --from=Build /a /a\nRUN --mount=type=bind,from=tools true\n');
    const last = finalStage(file);
    if (last === undefined) throw new Error('no stage');
    expect(reachableStages(file, last).map((stage) => stage.name)).toEqual(['base', 'build', 'tools', undefined]);
  });

  it('takes the last stage of a repeated name, and numbers', async () => {
    const file = await read('FROM a AS x\nFROM b AS x\nFROM x AS y\nFROM c\nCOPY --from=0 /a /a\n');
    expect(file.stages.map((stage) => stage.baseStage)).toEqual([undefined, undefined, 1, undefined]);
    expect(file.stages[3]?.instructions.map(shown)).toEqual(['copy /a -> /a from 0=0']);
    const target = finalStage(file, 'Y');
    expect(target === undefined ? [] : stageChain(file, target).map((stage) => stage.base.value)).toEqual(['b', 'x']);
  });

  it('gives ranges that hold what it read', async () => {
    const text = 'FROM a\r\nENV A=1 \\\r\n  B=2\r\nCMD ["x", "y z"]\r\n';
    const [env, cmd] = (await read(text)).stages[0]?.instructions ?? [];
    const slice = (range: { start: number; end: number } | undefined) => (range === undefined ? '' : text.slice(range.start, range.end));
    expect(env?.kind === 'env' ? env.variables.map((variable) => slice(variable.range)) : []).toEqual(['A=1', 'B=2']);
    expect(cmd?.kind === 'cmd' && cmd.command.form === 'exec' ? cmd.command.words.map((word) => slice(word.range)) : []).toEqual(['"x"', '"y z"']);
  });

  it.each([
    ['', 'a Dockerfile needs a FROM'],
    ['{"a": 1}', '{"A": is no Dockerfile instruction'],
    ['RUN x\nFROM y', 'RUN stands before the first FROM'],
    ['FROM', 'FROM names no image'],
    ['FROM a\n{% if x %}\nRUN b', '{% is no Dockerfile instruction'],
    ['FROM a\n<<<<<<< HEAD\nRUN b\n=======\n>>>>>>> x', 'a merge conflict is not resolved'],
    ['RUN x '.repeat(100_000), 'too long for a Dockerfile'],
  ])('says of %j that it is none', async (text, message) => {
    const parsed = await parseDockerfile(text);
    expect(parsed.ok ? '' : parsed.problem.message).toBe(message);
  });

  it.each(['RUN x\n'.repeat(20_000), `RUN ${'x \\\n'.repeat(40_000)}`, `ENV ${'A=$A '.repeat(30_000)}`, `CMD ${'["a",'.repeat(20_000)}`, `RUN ${"'".repeat(150_000)}`,
    `RUN ${'<<A '.repeat(20_000)}`, 'FROM x AS y\n'.repeat(10_000), `ENV A=${'${'.repeat(60_000)}`])('reads 150 kB of trouble in time', async (text) => {
    expect(await processorTime(() => parseDockerfile(`FROM x\n${text}`))).toBeLessThan(15_000);
  });
});
