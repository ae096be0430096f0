import type { Report, ServiceReport } from '../../src/report.ts';
import { scan, type ScanOptions } from '../../src/scan.ts';
import { makeProject } from './cli.ts';

/** A small web service whose findings the tests know. */
export const WEB = {
  Procfile: 'web: gunicorn app:app --bind 0.0.0.0:$PORT\n',
  'requirements.txt': 'flask==3.0.3\ngunicorn==22.0.0\n',
  'app.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
} as const;

/** What a scan says of files that lie in a folder while it runs. */
export async function scanTexts(files: Readonly<Record<string, string>>, options: ScanOptions = {}): Promise<Report> {
  const project = makeProject(files);
  try {
    return (await scan(project.root, { asOf: '2026-11-22', ...options })).report;
  } finally {
    project.remove();
  }
}

/** The only service of a report. */
export function onlyService({ services }: Report): ServiceReport {
  const [service, ...others] = services;
  if (service === undefined || others.length > 0) throw new Error(`there are ${services.length} services`);
  return service;
}
