import { describe, expect, it } from 'vitest';
import { dockerfile, readDockerfile } from '../../src/adapters/dockerfile.ts';
import { runtimesOfImage } from '../../src/adapters/dockerfile/images.ts';
import { isInstall } from '../../src/adapters/dockerfile/install.ts';
import { quoteWords } from '../../src/adapters/dockerfile/start.ts';
import { absent } from '../../src/model/fact.ts';
import { parseImageName } from '../../src/model/image-name.ts';
import type { ImageInstruction } from '../../src/model/facts/build.ts';
import { splitWords } from '../../src/documents/shell/split-words.ts';
import { readText, shownReading, textAt } from './shown.ts';

const read = async (text: string, ...names: string[]) => shownReading(await readText(dockerfile, 'Dockerfile', text), ...names);

describe('which files are Dockerfiles', () => {
  it.each([
    ['Dockerfile', true], ['api/Dockerfile', true], ['Dockerfile.prod', true], ['web.Dockerfile', true], ['api.dockerfile', true], ['Dockerfile-dev', true],
    ['Containerfile', true], ['Dockerfile.dockerignore', false], ['Dockerfile.j2', false], ['MyDockerfile', false], ['DOCKERFILE', false], ['docs/dockerfile.md', false], ['Dockerfile.prod.bak', false],
  ])('%s: %s', (path, expected) => expect(dockerfile.matches(path)).toBe(expected));
});

describe('start command and form', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['CMD ["gunicorn", "-b", "0.0.0.0:$PORT", "app:app"]', ["gunicorn -b '0.0.0.0:$PORT' app:app", 'exec']],
    ['CMD gunicorn -b 0.0.0.0:$PORT app:app', ['gunicorn -b 0.0.0.0:$PORT app:app', 'shell']],
    ['CMD ["sh", "-c", "exec gunicorn it\'s"]', [String.raw`sh -c 'exec gunicorn it'\''s'`, 'exec']],
    ['ENTRYPOINT ["./entry.sh"]\nCMD ["gunicorn", "a:b"]', ['./entry.sh gunicorn a:b', 'exec']],
    ['CMD ["gunicorn", "a:b"]\nENTRYPOINT ["./entry.sh"]', ['./entry.sh gunicorn a:b', 'exec']],
    ['ENTRYPOINT ["./entry.sh"]\nCMD gunicorn a:b', ["./entry.sh /bin/sh -c 'gunicorn a:b'", 'exec']],
    ['ENTRYPOINT exec gunicorn a:b\nCMD ["ignored"]', ['exec gunicorn a:b', 'shell']],
    ['ENTRYPOINT ["x"]\nENTRYPOINT []\nCMD ["y"]', ['y', 'exec']],
    ['CMD ["x"]\nCMD ["y"]', ['y', 'exec']],
    ["CMD ['gunicorn', 'x']", ["['gunicorn', 'x']", 'shell']],
    ['SHELL ["/bin/bash", "-c"]\nENTRYPOINT ["e"]\nCMD run it', ["e /bin/bash -c 'run it'", 'exec']],
  ];
  it.each(cases)('%j', async (text, [command, form]) => {
    expect(await read(`FROM python:3.12\n${text}`, 'start.')).toEqual([`start.command: ${command}`, `start.form: ${form}`]);
  });

  it.each([
    ['FROM python:3.12', ['start.command: absent']],
    ['FROM nginx:alpine', ["start.command: nginx -g 'daemon off;'", 'start.form: exec']],
    ['FROM shop/till:3', ['start.command: ? the image shop/till:3 brings its own start command']],
    ['FROM python:3.12 AS base\nCMD ["a"]\nFROM base', ['start.command: a', 'start.form: exec']],
    ['FROM python:3.12 AS base\nCMD ["a"]\nFROM base\nENTRYPOINT ["b"]', ['start.command: b', 'start.form: exec']],
    ['FROM python:3.12 AS base\nCMD ["a"]\nFROM node:22', ['start.command: absent']],
    ['FROM gcr.io/distroless/nodejs22-debian12\nCMD ["server.js"]', ['start.command: node server.js', 'start.form: exec']],
    ['FROM scratch\nCOPY a /a\nCMD ["/a"]', ['start.command: /a', 'start.form: exec']],
  ])('%j', async (text, expected) => expect(await read(text, 'start.')).toEqual(expected));

  it('points at the command as it is written', async () => {
    const reading = await readText(dockerfile, 'Dockerfile', 'FROM x\r\nCMD gunicorn a:b\r\n');
    expect(reading.statements.filter(({ fact }) => fact.name === 'start.command').map(({ fact }) => textAt(fact))).toEqual(['gunicorn a:b']);
  });

  it('reads up to a target stage', async () => {
    const file = { path: 'Dockerfile', text: 'FROM python:3.12 AS prod\nCMD ["a"]\nFROM python:3.13 AS dev\nCMD ["b"]' };
    expect(shownReading(await readDockerfile(file, 'prod'), 'start.command', 'build.baseImage')).toEqual(['build.baseImage: python:3.12', 'start.command: a']);
  });

  it.each([['a', 'b c', "it's", '$PORT', '', 'x"y', '&&', '{"a": 1}', 'ü', '\\', '*']])('quotes words so that they split into the same words', (...words) => {
    const split = splitWords(quoteWords(words));
    expect(split.ok ? split.document : []).toEqual(words);
  });
});

describe('runtimes of images', () => {
  it.each([
    ['python:3.12-slim', ['python 3.12']], ['python:3.12.1-slim-bookworm', ['python 3.12']], ['python:3', ['python 3']], ['python', ['python ?']],
    ['python:slim', ['python ?']], ['python:3.13.0b1-alpine', ['python 3.13']], ['docker.io/library/python:3.11', ['python 3.11']],
    ['public.ecr.aws/docker/library/node:20-alpine', ['node 20']], ['node:lts-alpine', ['node ?']], ['node:iron-slim', ['node 20']], ['node:20.11.1-alpine3.19', ['node 20.11']],
    ['oven/bun:1.1-alpine', ['bun 1.1']], ['ghcr.io/astral-sh/uv:python3.12-bookworm-slim', ['python 3.12']], ['ghcr.io/astral-sh/uv:0.5.1-python3.13-alpine', ['python 3.13']],
    ['ghcr.io/astral-sh/uv:latest', ['python ?']], ['gcr.io/distroless/nodejs20-debian12:nonroot', ['node 20']], ['gcr.io/distroless/nodejs:18', ['node 18']], ['gcr.io/distroless/python3-debian12', ['python 3.11']],
    ['tiangolo/uvicorn-gunicorn-fastapi:python3.11-slim', ['python 3.11']], ['nikolaik/python-nodejs:python3.12-nodejs20', ['python 3.12', 'node 20']], ['denoland/deno:alpine-2.1.4', ['deno 2.1']],
    ['php:8.2-fpm', ['php 8.2']], ['golang:1.22-alpine', ['go 1.22']], ['eclipse-temurin:21-jre', ['java 21']], ['mcr.microsoft.com/dotnet/aspnet:8.0', ['dotnet 8.0']],
    ['registry.example.com:5000/python:3.9', []], ['ubuntu:22.04', []], ['scratch', []],
  ])('%s', (image, expected) => {
    expect(runtimesOfImage(image).map(({ language, version }) => `${language} ${version ?? '?'}`)).toEqual(expected);
  });

  it('takes names apart', () => {
    expect(parseImageName('registry.example.com:5000/a/b@sha256:12')).toEqual({ repository: 'registry.example.com:5000/a/b', tag: undefined, digest: 'sha256:12' });
  });

  it('lets only the final image count', async () => {
    const [line] = await read('ARG PYTHON_VERSION=3.12\nFROM node:20 AS web\nFROM --platform=linux/amd64 python:${PYTHON_VERSION}-slim\nCOPY --from=web /dist /dist', 'runtime.');
    expect(JSON.parse((line ?? '').replace('runtime.requests: ', ''))).toEqual([
      { language: 'python', at: 'python:3.12-slim', version: '3.12', by: 'dockerfile', effective: true, because: 'the final image is built on it' },
      { language: 'node', at: 'node:20', version: '20', by: 'dockerfile', effective: false, because: 'it is the image of another stage than the final one' },
    ]);
  });

  it.each([
    ['ARG V\nFROM python:$V', ['build.baseImage: ? a build argument decides what python:$V is']],
    ['FROM python:3.12 AS a\nFROM a AS b\nFROM b', ['build.baseImage: python:3.12']],
  ])('says what the final image is built on: %j', async (text, expected) => expect(await read(text, 'build.baseImage')).toEqual(expected));
});

describe('where the source lies in the image', () => {
  it.each([
    ['WORKDIR /app\nCOPY . .', '/app', '/app'],
    ['WORKDIR /srv\nWORKDIR app\nCOPY . /srv/app/\nCOPY x y', '/srv/app', '/srv/app'],
    ['WORKDIR /app\nCOPY package*.json ./\nCOPY src ./src\nCOPY server.js ./', '/app', '/app'],
    ['WORKDIR /app\nCOPY backend/ .', undefined, '/app'],
    ['WORKDIR /app\nCOPY backend/ ./backend/\nWORKDIR /app/backend', '/app', '/app/backend'],
    ['ENV HOME=/home/u\nWORKDIR $HOME/app\nADD ./ ./', '/home/u/app', '/home/u/app'],
    ['COPY . /code', '/code', '/'],
    ['ARG D\nWORKDIR $D\nCOPY . .', undefined, undefined],
    ['WORKDIR /app\nCOPY nginx.conf /etc/nginx/nginx.conf\nCOPY main.py .', '/app', '/app'],
    ['COPY nginx.conf /etc/nginx/nginx.conf', undefined, '/'],
    ['AS b\nWORKDIR /app\nCOPY src ./src\nFROM node:22\nWORKDIR /srv\nCOPY --from=b /app/dist ./dist', '/srv', '/srv'],
  ])('%j: %s, and starts in %s', async (text, folder, directory) => {
    const { statements } = await readText(dockerfile, 'Dockerfile', `FROM python:3.12${text.startsWith('AS') ? ' ' : '\n'}${text}`);
    const value = (name: string) => statements.flatMap(({ fact }) => (fact.name === name && fact.state === 'known' ? [fact.value] : []))[0];
    expect([value('build.imageFolder'), value('build.workDirectory')]).toEqual([folder, directory]);
  });

  it('follows copies through stages', async () => {
    const text = 'FROM node:22 AS build\nWORKDIR /src\nCOPY . .\nFROM node:22-slim\nWORKDIR /app\nCOPY --from=build /src/dist ./dist\nCOPY --from=build /src/package.json ./';
    const lines = await read(text, 'build.image');
    expect(lines[0]).toBe('build.imageFolder: /app');
    expect(JSON.parse((lines[1] ?? '').replace('build.imageCopies: ', ''))).toMatchObject([{ from: 'dist', to: '/app/dist' }, { from: 'package.json', to: '/app/package.json' }]);
  });
});

describe('variables, mounts and installs', () => {
  it('tells ENV of the image from what only the build sees', async () => {
    const text = 'ARG V=1\nFROM a:$V AS base\nENV A=1\nFROM b AS tool\nENV B=2\nFROM base\nARG V\nARG SECRET\nENV C=$A$V D=$SECRET\nCOPY --from=tool /x /x';
    const [line] = await read(text, 'build.variables');
    const variables = JSON.parse((line ?? '').replace('build.variables: ', '')) as { variable: string; value?: string; scope: string }[];
    expect(variables.map(({ variable, value, scope }) => `${variable}=${value ?? '?'} ${scope}`)).toEqual([
      'V=1 build', 'A=1 run', 'B=2 build', 'V=? build', 'SECRET=? build', 'C=11 run', 'D=? run']);
  });

  it('finds cache mounts with and without an id', async () => {
    const [line] = await read('FROM a\nRUN --mount=type=cache,target=/root/.cache/pip --mount=type=secret,id=x pip install x\nRUN --mount=type=cache,id=s/1-npm,dst=/n npm ci', 'build.cacheMounts');
    expect(JSON.parse((line ?? '').replace('build.cacheMounts: ', ''))).toEqual([
      { at: 'type=cache,target=/root/.cache/pip', target: '/root/.cache/pip' }, { at: 'type=cache,id=s/1-npm,dst=/n', id: 's/1-npm', target: '/n' }]);
  });

  it('finds what installs from a manifest', async () => {
    const text = 'FROM a\nRUN apt-get update && apt-get install -y gcc && pip install --upgrade pip \\\n  && pip install --no-cache-dir -r requirements.txt\nRUN ["npm", "ci"]\nRUN <<EOF\nset -e\nuv sync --frozen\nEOF';
    expect(await read(text, 'build.installCommand')).toEqual([
      'build.installCommand: pip install --no-cache-dir -r requirements.txt', 'build.installCommand: npm ci', 'build.installCommand: uv sync --frozen']);
  });

  it.each([
    ['pip install flask', false], ['pip3 install -r r.txt', true], ['python -m pip install .', true], ['uv pip install --system -r r.txt', true], ['uv add x', false], ['npm install', true],
    ['npm install -g pnpm', false], ['npm i express', false], ['yarn', true], ['yarn build', false], ['yarn install --immutable', true], ['pnpm i --frozen-lockfile', true], ['poetry install --no-root', true],
    ['bundle install', true], ['go mod download', true], ['apt-get install x', false], ['pipenv install --deploy --system', true], ['', false],
  ])('%s: %s', (command, expected) => expect(isInstall(command.split(' '))).toBe(expected));
});

describe('instructions that the final image needs', () => {
  const instructions = async (text: string) => {
    const { statements } = await readText(dockerfile, 'Dockerfile', text);
    return statements.flatMap(({ fact }) => (fact.name === 'build.instructions' && fact.state === 'known' ? fact.value as readonly ImageInstruction[] : []));
  };

  it('tells stages, flags and words', async () => {
    const text = 'ARG V=3.12\nFROM python:$V AS base\nFROM node:22 AS unused\nFROM --platform=linux/amd64 golang AS tool\nFROM base\nENV DIR=/srv\nWORKDIR $DIR\n'
      + 'COPY --chown=app --link a.txt "b c.txt" ./\nCOPY --from=tool /x /x\nUSER app:app\nARG T\n';
    expect((await instructions(text)).map(({ keyword, text: behind, flags, stage, final, words, variables }) =>
      [stage, final, keyword, behind, flags.map(({ name, value }) => `${name}=${value}`).join(' '), words, variables.map(({ name, value }) => `${name}=${value ?? '?'}`)])).toEqual([
      ['base', true, 'FROM', 'python:$V AS base', '', ['python:3.12'], []],
      ['tool', false, 'FROM', 'golang AS tool', 'platform=linux/amd64', ['golang'], []],
      ['3', true, 'FROM', 'base', '', ['base'], []],
      ['3', true, 'ENV', 'DIR=/srv', '', [], ['DIR=/srv']],
      ['3', true, 'WORKDIR', '$DIR', '', ['/srv'], []],
      ['3', true, 'COPY', 'a.txt "b c.txt" ./', 'chown=app link=', ['a.txt', 'b c.txt', './'], []],
      ['3', true, 'COPY', '/x /x', 'from=tool', ['/x', '/x'], []],
      ['3', true, 'USER', 'app:app', '', ['app:app'], []],
      ['3', true, 'ARG', 'T', '', [], ['T=?']],
    ]);
  });

  it('joins lines and finds the commands of a RUN', async () => {
    const text = 'FROM a\r\nRUN --mount=type=bind,target=/x A=1 apt-get update \\\r\n  # why\r\n  && apt-get install -y "libpq-dev" \\\r\n  && (rm -rf /var/lib/apt/lists/* || true); if [ -f x ]; then npm ci; fi\r\n'
      + 'RUN <<EOF\npip install -r r.txt > /dev/null\nEOF\nRUN ["npm", "run", "build"]\nRUN python <<EOF\nimport os\nEOF\n';
    const runs = (await instructions(text)).filter(({ keyword }) => keyword === 'RUN');
    expect(runs.map(({ commands }) => commands.map(({ words, conditional }) => `${conditional ? '? ' : ''}${words.join('|')}`))).toEqual([
      ['apt-get|update', 'apt-get|install|-y|libpq-dev', 'rm|-rf|/var/lib/apt/lists/*', '? true', '? [|-f|x|]', '? npm|ci'],
      ['pip|install|-r|r.txt'], ['npm|run|build'], ['python'],
    ]);
    expect(textAt(runs[0]?.commands[1]?.at ?? absent('x'))).toBe('apt-get install -y "libpq-dev"');
    expect(runs[0]?.text.startsWith('A=1 apt-get update   && apt-get')).toBe(true);
    expect(textAt(runs[1]?.commands[0]?.at ?? absent('x'))).toBe('pip install -r r.txt');
  });
});

describe('files that are none', () => {
  it.each([
    ['', ['syntax: a Dockerfile needs a FROM']],
    ['FROM a\n<<<<<<< HEAD\nRUN b\n=======\nRUN c\n>>>>>>> x', ['conflict-marker: a merge conflict is not resolved']],
    ['FROM {{ image }}\n{% endif %}', ['syntax: {% is no Dockerfile instruction']],
  ])('%j', async (text, expected) => expect(await read(text)).toEqual(expected));
});
