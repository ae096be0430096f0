import { describe, expect, it } from 'vitest';
import { moveImages } from '../../../src/fixes/settings/docker-version.ts';
import { tagFor } from '../../../src/fixes/settings/image-tag.ts';
import { askFor, isOneLine } from '../../../src/fixes/settings/version-text.ts';
import { declared } from '../../../src/model/fact.ts';
import type { VersionRequest } from '../../../src/model/facts/runtime.ts';
import { applyEdits } from '../../../src/text/edit.ts';

function request(by: string, written: string, language = 'python'): VersionRequest {
  return { language, by, at: declared('runtime.request', written, { path: 'x', text: written }, { start: 0, end: written.length }), version: undefined, effective: true, because: '' };
}

const said = (result: { readonly text: string } | { readonly because: string }): string => ('text' in result ? result.text : `because ${result.because}`);

describe('askFor', () => {
  it.each<[string, string, string, string]>([
    ['python-version', '3.9.18', '3.13', '3.13'], ['python-version', 'python-3.9', '3.13', 'python-3.13'], ['runtime-txt', 'python-3.9.18', '3.13', 'python-3.13'],
    ['nvmrc', 'v18.20.1', '24', 'v24'], ['node-version', '18', '24', '24'], ['tool-versions', '3.9', '3.13', '3.13'], ['mise', '3.9.2', '3.13', '3.13'],
    ['engines', '18.x', '24', '24.x'], ['engines', '18', '24', '24'], ['engines', '^18.17.0', '24', '^24.0.0'], ['engines', '>=18', '24', '>=24'], ['engines', '~18.2', '24', '~24.0'],
    ['engines', '18.20.1', '24', '24.x'], ['engines', '>=18 <21', '24', '24.x'], ['engines', '*', '24', '24.x'],
    ['nixpkgs', 'python39', '3.13', 'python313'], ['nixpkgs', 'python310Full', '3.13', 'python313Full'], ['nixpkgs', 'nodejs_18', '22', 'nodejs_22'], ['nixpkgs', 'nodejs-18_x', '22', 'nodejs_22'],
    ['nixpkgs', 'nodejs-slim_18', '22', 'nodejs-slim_22'],
  ])('%s: %s for %s is %s', (by, written, version, expected) => {
    expect(said(askFor(version, request(by, written)))).toBe(expected);
  });

  it.each([
    ['python-version', 'pypy3.9-7.3.11'], ['python-version', '3.9\n3.11'], ['python-version', '>=3.9'], ['python-version', 'system'], ['python-version', '3.9-dev'], ['nvmrc', 'lts/hydrogen'],
    ['tool-versions', '3.9.18'], ['pipfile', '3.9.18'], ['nixpkgs', 'python39Packages.pip'],
  ])('refuses %s: %j', (by, written) => {
    expect(said(askFor('3.13', request(by, written)))).toMatch(/^because /);
  });
});

describe('isOneLine', () => {
  it.each([['18.x', true], ['^18.2.0', true], ['~3.9', true], ['python-3.9.18', true], ['v20', true], ['>=18', false], ['18 || 20', false], ['>=3.9,<3.12', false], ['*', false], ['lts/*', false]])('%s: %s', (written, expected) => {
    expect(isOneLine(request('engines', written))).toBe(expected);
  });
});

describe('tagFor', () => {
  it.each([
    ['python:3.9', '3.13'], ['python:3.9.18-slim-bullseye', '3.13-slim-bookworm'], ['python:3.9-alpine3.15', '3.13-alpine'], ['python:3.9-bookworm', '3.13-bookworm'],
    ['docker.io/library/python:3.9-slim', '3.13-slim'], ['ghcr.io/astral-sh/uv:python3.9-alpine', 'python3.13-alpine'], ['ghcr.io/astral-sh/uv:python3.9-bookworm-slim', 'python3.13-bookworm-slim'],
  ])('%s becomes %s', (image, expected) => {
    expect(said(tagFor(image, '3.13'))).toBe(expected);
  });

  it.each([['node:18-bullseye-slim', '24-bookworm-slim'], ['node:hydrogen-alpine', '24-alpine'], ['node:18.20.1', '24']])('%s becomes %s', (image, expected) => {
    expect(said(tagFor(image, '24'))).toBe(expected);
  });

  it.each(['python:3.9@sha256:ab', 'python', 'python:latest', 'bitnami/python:3.9', 'python:3.9-windowsservercore-1809', 'tiangolo/uvicorn-gunicorn:python3.9', 'ghcr.io/astral-sh/uv:0.4-python3.9-alpine', 'python:3.9-rc'])('knows nothing of %s', (image) => {
    expect(said(tagFor(image, '3.13'))).toMatch(/^because /);
  });
});

describe('moveImages', () => {
  const move = { language: 'python', from: '3.9', to: '3.13' };

  async function after(text: string): Promise<string> {
    const planned = await moveImages({ path: 'Dockerfile', text }, move);
    const change = planned.ok ? planned.changes.get('Dockerfile') : undefined;
    return planned.ok ? (change?.kind === 'edit' ? applyEdits(text, change.edits) : '') : `because ${planned.because}`;
  }

  it.each<[string, string, string]>([
    ['keeps flags, case and alias', 'from --platform=linux/amd64 python:3.9-slim as  base\n', 'from --platform=linux/amd64 python:3.13-slim as  base\n'],
    ['leaves other images alone', 'FROM node:18 AS web\nFROM python:3.9\nCOPY --from=web /a /a\n', 'FROM node:18 AS web\nFROM python:3.13\nCOPY --from=web /a /a\n'],
    ['changes an argument that only holds the version', 'ARG V=3.9\r\nFROM python:$V\r\n', 'ARG V=3.13\r\nFROM python:$V\r\n'],
    ['changes an argument with the variant in it', "ARG TAG='3.9-slim-buster'\nFROM python:${TAG}\n", "ARG TAG='3.13-slim-bookworm'\nFROM python:${TAG}\n"],
    ['changes one argument for two stages', 'ARG V=3.9\nFROM python:${V} AS a\nFROM python:${V}-slim\n', 'ARG V=3.13\nFROM python:${V} AS a\nFROM python:${V}-slim\n'],
    ['refuses a variant that another argument decides', 'ARG V=3.9\nARG D=bullseye\nFROM python:${V}-${D}\n', 'because a build argument decides what python:${V}-${D} is'],
    ['takes a variant of another argument that may stay', 'ARG V=3.9\nARG D=bookworm\nFROM python:${V}-${D}\n', 'ARG V=3.13\nARG D=bookworm\nFROM python:${V}-${D}\n'],
    ['refuses an argument without a default', 'ARG V\nFROM python:${V}\n', 'because no image of Dockerfile is one of python 3.9'],
    ['keeps heredocs and continuations', '# syntax=docker/dockerfile:1\nFROM python:3.9\nRUN <<EOF\necho 1\nEOF\nRUN a \\\n  # note\n  && b', '# syntax=docker/dockerfile:1\nFROM python:3.13\nRUN <<EOF\necho 1\nEOF\nRUN a \\\n  # note\n  && b'],
    ['moves the paths of COPY and ENV', 'FROM python:3.9\nENV P=/opt/python3.9/lib:/opt/python3.90\nCOPY x /lib/python3.9/\n', 'FROM python:3.13\nENV P=/opt/python3.13/lib:/opt/python3.90\nCOPY x /lib/python3.13/\n'],
    ['refuses a command that names the release', 'FROM python:3.9\nRUN ln -s python3.9 python\n', 'because a command of Dockerfile names python3.9 too'],
  ])('%s', async (_name, text, expected) => {
    expect(await after(text)).toBe(expected);
  });
});
