import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { WantedImport } from '../../../src/fixes/python/import-place.ts';
import { importEdit } from '../../../src/fixes/python/imports.ts';
import { parsePython } from '../../../src/documents/python.ts';
import { applyEdits } from '../../../src/text/edit.ts';

const from = (module: string, name: string): WantedImport => ({ from: module, name });

async function imported(text: string, wanted: WantedImport, usedAt?: number): Promise<{ readonly text: string; readonly name: string }> {
  const result = await importEdit({ path: 'app.py', text }, wanted, usedAt);
  if (!result.ok) throw new Error(result.because);
  return { text: applyEdits(text, result.edits), name: result.name };
}

const after = async (text: string, wanted: WantedImport) => (await imported(text, wanted)).text;

async function refusal(text: string, wanted: WantedImport, usedAt?: number): Promise<string | undefined> {
  const result = await importEdit({ path: 'app.py', text }, wanted, usedAt);
  return result.ok ? undefined : result.because;
}

describe('what is there already', () => {
  it.each<[string, WantedImport, string]>([
    ['import os\nx = 1\n', 'os', 'os'],
    ['import os.path\nx = 1\n', 'os', 'os'],
    ['import os as operating\nx = 1\n', 'os', 'operating'],
    ['import os\nx = 1\n', from('os', 'environ'), 'os.environ'],
    ['from os import environ as env\nx = 1\n', from('os', 'environ'), 'env'],
    ['from fastapi import FastAPI, Request\nx = 1\n', from('starlette.requests', 'Request'), 'Request'],
    ['from fastapi.responses import PlainTextResponse as Text\nx = 1\n', from('starlette.responses', 'PlainTextResponse'), 'Text'],
    ['import starlette.concurrency\n', from('starlette.concurrency', 'run_in_threadpool'), 'starlette.concurrency.run_in_threadpool'],
  ])('%j has %j', async (text, wanted, name) => {
    expect(await imported(text, wanted)).toEqual({ text, name });
  });

  it('does not take a class of FastAPI for that of Starlette whose name it has', async () => {
    expect(await refusal('from fastapi import BackgroundTasks\n', from('starlette.background', 'BackgroundTasks'))).toBe('BackgroundTasks means something else in app.py');
  });

  it('does not count an import that only type checkers see, that a function makes, or that comes too late', async () => {
    expect(await after('from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import os\n', 'os')).toBe('import os\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import os\n');
    expect(await after('import sys\n\ndef f():\n    import os\n', 'os')).toBe('import os\nimport sys\n\ndef f():\n    import os\n');
    const late = 'import sys\n\nx = 1\nimport os\n';
    expect((await imported(late, 'os', late.indexOf('x = 1'))).text).toBe('import os\nimport sys\n\nx = 1\nimport os\n');
  });
});

describe('a name that means something else', () => {
  it('refuses', async () => {
    expect(await refusal('import sys\nos = sys.platform\n', 'os')).toBe('os means something else in app.py');
    expect(await refusal('import os\nos = 1\n', 'os')).toBe('os means something else in app.py');
    expect(await refusal('from mine import environ\n', from('os', 'environ'))).toBe('environ means something else in app.py');
    const inside = 'import os\n\ndef f(os):\n    return os\n';
    expect(await refusal(inside, 'os', inside.indexOf('return'))).toBe('os means something else in app.py');
    expect(await refusal(inside, 'os', 3)).toBeUndefined();
  });
});

describe('a new line', () => {
  it.each<[string, string, WantedImport, string]>([
    ['stands in its place', 'import json\nimport sys\n\nimport flask\n', 'os', 'import json\nimport os\nimport sys\n\nimport flask\n'],
    ['goes before names of modules', 'from pathlib import Path\n\nx = 1\n', 'os', 'import os\nfrom pathlib import Path\n\nx = 1\n'],
    ['goes by the module where the block does', 'from json import dumps\nimport sys\n', 'os', 'from json import dumps\nimport os\nimport sys\n'],
    ['goes after its like where nothing is sorted', 'import sys\nimport json\nfrom time import sleep\nfrom abc import ABC\n', 'os', 'import sys\nimport json\nimport os\nfrom time import sleep\nfrom abc import ABC\n'],
    ['makes a block above packages', '"""Doc."""\nimport flask\n', 'os', '"""Doc."""\nimport os\n\nimport flask\n'],
    ['makes a block below Python\'s modules', 'import os\n\nfrom .db import x\n', from('httpx', 'Timeout'), 'import os\n\nfrom httpx import Timeout\n\nfrom .db import x\n'],
    ['stays below future imports', 'from __future__ import annotations\n\nimport flask\n', 'os', 'from __future__ import annotations\n\nimport os\n\nimport flask\n'],
    ['follows a future import that is alone', 'from __future__ import annotations\n\nx = 1\n', 'os', 'from __future__ import annotations\n\nimport os\n\nx = 1\n'],
    ['follows a docstring', '#!/usr/bin/env python\n"""Doc.\n\nMore.\n"""\n\nx = 1\n', 'os', '#!/usr/bin/env python\n"""Doc.\n\nMore.\n"""\n\nimport os\n\nx = 1\n'],
    ['follows a docstring that code touches', '"""Doc."""\nx = 1\n', 'os', '"""Doc."""\n\nimport os\n\nx = 1\n'],
    ['goes above code', '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nx = 1\n', 'os', '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nimport os\n\nx = 1\n'],
    ['goes above the comment of the first import', '# Licence.\n\n# web\nimport flask\n', 'os', '# Licence.\n\nimport os\n\n# web\nimport flask\n'],
    ['keeps comments at the end of lines', 'import json  # data\nimport sys  # args\n', 'os', 'import json  # data\nimport os\nimport sys  # args\n'],
    ['keeps CRLF', 'import json\r\nimport sys\r\n', 'os', 'import json\r\nimport os\r\nimport sys\r\n'],
    ['keeps a missing last newline', 'import json', 'os', 'import json\nimport os'],
    ['does not cut a text that starts on an import\'s line', 'import json; x = """\n"""\n', 'os', 'import json; x = """\n"""\nimport os\n'],
    ['knows mixed blocks by their sections', 'import json\nimport sys\nimport flask\nfrom .a import b\n', 'os', 'import json\nimport os\nimport sys\nimport flask\nfrom .a import b\n'],
    ['knows mixed blocks without sections', 'import asyncpg\nimport json\nimport sqlalchemy\nimport sys\n', 'os', 'import asyncpg\nimport json\nimport os\nimport sqlalchemy\nimport sys\n'],
    ['stays in the head', 'import json\n\nx = json\nimport sys\n', 'os', 'import json\nimport os\n\nx = json\nimport sys\n'],
    ['passes calls between imports', 'from gevent import monkey\nmonkey.patch_all()\n\nimport json\nimport sys\n', 'os', 'from gevent import monkey\nmonkey.patch_all()\n\nimport json\nimport os\nimport sys\n'],
  ])('%s', async (_title, text, wanted, expected) => {
    expect(await after(text, wanted)).toBe(expected);
  });
});

describe('a name in a line that is there', () => {
  it.each<[string, string, WantedImport, string]>([
    ['in its place', 'from fastapi import Depends, FastAPI, status\n', from('fastapi', 'Request'), 'from fastapi import Depends, FastAPI, Request, status\n'],
    ['at the end', 'from fastapi import FastAPI, Depends\n', from('fastapi', 'Request'), 'from fastapi import FastAPI, Depends, Request\n'],
    ['in brackets', 'from fastapi import (FastAPI)  # web\n', from('fastapi', 'Request'), 'from fastapi import (FastAPI, Request)  # web\n'],
    ['on a line of its own', 'from fastapi import (\n\tDepends,\n\tFastAPI,  # app\n)\n', from('fastapi', 'Request'), 'from fastapi import (\n\tDepends,\n\tFastAPI,  # app\n\tRequest,\n)\n'],
    ['between lines', 'from fastapi import (\n    Depends,\n    FastAPI,\n    status\n)\n', from('fastapi', 'Request'), 'from fastapi import (\n    Depends,\n    FastAPI,\n    Request,\n    status\n)\n'],
    ['after a last line without a comma', 'from fastapi import (\r\n    FastAPI\r\n)\r\n', from('fastapi', 'Request'), 'from fastapi import (\r\n    FastAPI,\r\n    Request\r\n)\r\n'],
    ['as a new line when the old one is full', `from fastapi import ${'A'.repeat(66)}\n`, from('fastapi', 'Request'), `from fastapi import ${'A'.repeat(66)}\nfrom fastapi import Request\n`],
  ])('%s', async (_title, text, wanted, expected) => {
    expect(await after(text, wanted)).toBe(expected);
  });
});

describe('any head of a file', () => {
  const line = fc.constantFrom(
    '# a comment', '', '', 'import sys', 'import json  # data', 'from pathlib import Path', 'import flask', 'from flask import (\n    Flask,\n    request,\n)',
    'from .db import engine', 'from x import *', 'import a.b, c', 'monkey.patch_all()', '__version__ = "1"', 'try:\n    import orjson\nexcept ImportError:\n    orjson = None',
    'if True:\n    import d', 'VALUE = """\nimport os\n"""', 'def f():\n    import os\n    return os', 'x = 1; y = 2',
  );
  const head = fc.constantFrom('', '#!/usr/bin/env python3\n', '"""Doc."""\n', '# Licence\n\n', '"""Doc."""\nfrom __future__ import annotations\n');
  const wanted = fc.constantFrom<WantedImport>('os', 'httpx', from('flask', 'abort'), from('contextlib', 'asynccontextmanager'));

  it('gets the import, once, and nothing else changes', async () => {
    await fc.assert(fc.asyncProperty(head, fc.array(line, { minLength: 1, maxLength: 9 }), wanted, fc.boolean(), fc.boolean(), async (start, lines, want, windows, open) => {
      const plain = `${start}${lines.join('\n')}${open ? '' : '\n'}`;
      const text = windows ? plain.replaceAll('\n', '\r\n') : plain;
      const result = await importEdit({ path: 'app.py', text }, want);
      if (!result.ok) throw new Error(result.because);
      const next = applyEdits(text, result.edits);
      const parsed = await parsePython(next);
      expect(parsed.ok && parsed.document.errors).toEqual([]);
      expect(next.replaceAll('\r\n', '').includes('\n')).toBe(text.includes('\r\n') ? false : next.includes('\n'));
      for (const edit of result.edits) expect(edit.range.start).toBe(edit.range.end);
      const settled = await importEdit({ path: 'app.py', text: next }, want);
      expect(settled).toEqual({ ok: true, name: result.name, edits: [] });
      if (start.includes('__future__')) expect(next.startsWith(windows ? start.replaceAll('\n', '\r\n') : start)).toBe(true);
    }), { numRuns: 200 });
  });
});
