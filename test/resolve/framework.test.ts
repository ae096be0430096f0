import { describe, expect, it } from 'vitest';
import { printedServices, readFiles } from './project.ts';

const MAIN = 'from fastapi import FastAPI\n\napp = FastAPI()\n';

async function frameworksOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return printedServices(await readFiles(files), ['runtime.framework']);
}

describe('runtime.framework', () => {
  it('is the framework of the object that the server starts, whatever a folder below mentions first', async () => {
    expect(await frameworksOf({
      Procfile: 'web: uvicorn main:app --host 0.0.0.0 --port $PORT\n', 'main.py': MAIN, 'requirements.txt': 'fastapi\nuvicorn\n', 'admin/requirements.txt': 'flask\n', 'railway.toml': '[build]\nbuilder = "RAILPACK"\n',
    })).toEqual(['app in . | fastapi']);
  });

  it('is what the builder finds where the code does not tell', async () => {
    expect(await frameworksOf({
      Procfile: 'web: gunicorn main:app\n', 'main.py': 'from shop import app\n', 'requirements.txt': 'flask\ngunicorn\n', 'railway.toml': '[build]\nbuilder = "RAILPACK"\n',
    })).toEqual(['app in . | flask']);
  });
});
