import { describe, expect, it } from 'vitest';
import { printedServices, readFiles } from '../resolve/project.ts';

const FLASK = { 'requirements.txt': 'flask==3.1.0\ngunicorn==23.0.0\n', 'shop.py': 'from flask import Flask\nshop = Flask(__name__)\n' };
const below = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
const IMAGE = 'FROM python:3.13-slim\nWORKDIR /srv\nCOPY requirements.txt .\nCOPY . .\nCMD ["gunicorn", "shop:shop"]\n';

const CASES: readonly { readonly name: string; readonly files: Readonly<Record<string, string>>; readonly services: readonly string[] }[] = [
  { name: 'one folder with a Procfile', files: { ...FLASK, Procfile: 'web: gunicorn shop:shop\n' }, services: ['app in .'] },
  { name: 'folders with a Dockerfile and code', files: { ...below('shop', { ...FLASK, Dockerfile: IMAGE }), ...below('till', { ...FLASK, Dockerfile: IMAGE }) }, services: ['shop in shop', 'till in till'] },
  {
    name: 'a Dockerfile that the root names and that builds its own folder',
    files: { ...below('backend', { ...FLASK, Dockerfile: IMAGE }), 'package.json': '{}', 'railway.json': '{"build":{"builder":"DOCKERFILE","dockerfilePath":"backend/Dockerfile"},"deploy":{"healthcheckPath":"/up"}}' },
    services: ['backend in backend'],
  },
  {
    name: 'a Dockerfile that the root names and that builds the root',
    files: { ...below('backend', FLASK), 'backend/Dockerfile': 'FROM python:3.13-slim\nCOPY backend/ .\nCMD ["gunicorn", "shop:shop"]\n', 'railway.json': '{"build":{"dockerfilePath":"backend/Dockerfile"}}' },
    services: ['app in .'],
  },
  { name: 'a folder that the start command of the root enters', files: { ...below('backend', { ...FLASK, Dockerfile: IMAGE }), Procfile: 'web: cd backend && gunicorn shop:shop\n' }, services: ['app in .'] },
  { name: 'an archive', files: { ...FLASK, Procfile: 'web: gunicorn shop:shop\n', ...below('_archive/v1', { ...FLASK, Dockerfile: IMAGE }) }, services: ['app in .'] },
  { name: 'a Dockerfile among the tools', files: { ...FLASK, Procfile: 'web: gunicorn shop:shop\n', ...below('infra/proxy', { ...FLASK, Dockerfile: IMAGE }) }, services: ['app in .'] },
  { name: 'a configuration per environment', files: { ...FLASK, 'railway.json': '{}', 'railway.staging.json': '{"deploy":{"numReplicas":2}}' }, services: ['app in .'] },
  { name: 'a configuration per service', files: { ...FLASK, 'railway.json': '{}', 'railway.worker.json': '{}' }, services: ['app in .', 'worker in .'] },
  {
    name: 'configurations per service, and one of what they share',
    files: { ...FLASK, 'railway.toml': '[deploy]\nrestartPolicyType = "ON_FAILURE"\n', 'railway.web.json': '{"deploy":{"startCommand":"gunicorn shop:shop"}}', 'railway.worker.json': '{"deploy":{"startCommand":"celery -A shop worker"}}' },
    services: ['web in .', 'worker in .'],
  },
  {
    name: "a blueprint of Render, with the image of somebody else",
    files: { ...below('backend', { ...FLASK, Procfile: 'web: gunicorn shop:shop\n' }), 'render.yaml': 'services:\n  - type: web\n    name: shop-api\n    runtime: python\n    rootDir: backend\n    startCommand: gunicorn shop:shop\n  - type: pserv\n    name: search\n    runtime: image\n' },
    services: ['shop-api in backend'],
  },
  {
    name: 'a blueprint of Render, with an image that takes nothing from the project', services: ['shop-api in .'],
    files: {
      ...FLASK, 'render.yaml': 'services:\n  - type: web\n    name: shop-api\n    runtime: python\n  - type: pserv\n    name: search\n    runtime: docker\n    dockerfilePath: ./search/Dockerfile\n    dockerContext: .\n',
      'search/Dockerfile': '# The search of the shop.\nFROM typesense/typesense:27.1\nCOPY  search/words.yaml /etc/search/\n', 'search/words.yaml': 'stop: [a, the]\n',
    },
  },
  {
    name: 'a blueprint beside the configuration of Railway',
    files: { ...FLASK, 'railway.json': '{}', 'render.yaml': 'services:\n  - type: web\n    name: shop-api\n    runtime: python\n' },
    services: ['app in .'],
  },
  {
    name: 'services that tests and examples declare',
    files: {
      ...FLASK, Procfile: 'web: gunicorn shop:shop\n', 'examples/render/render.yaml': 'services:\n  - type: web\n    name: other\n    runtime: python\n',
      'test/cases/.railway/railway.ts': 'import { defineRailway, project, service } from "railway/iac";\n\nexport default defineRailway(() => project("p", { resources: [service("other", { start: "gunicorn a:b" })] }));\n',
    },
    services: ['app in .'],
  },
  {
    name: "a script's file that is named like a configuration", services: ['app in .'],
    files: { ...FLASK, 'railway-services.json': '{"project":"shop","databases":[],"services":["web","worker"]}' },
  },
  {
    name: 'data of another railway', services: ['app in .'],
    files: { ...FLASK, Procfile: 'web: gunicorn shop:shop\n', 'public/trains/railway.json': '{"lines":["north","south"],"stops":[{"at":7}]}' },
  },
  {
    name: 'keys that Railway does not know beside code', services: ['shop in shop'],
    files: below('shop', { ...FLASK, 'railway.json': '{"services":{"web":{"startCommand":"gunicorn shop:shop"}}}' }),
  },
];

describe('which services a project has', () => {
  it.each(CASES)('$name', async ({ files, services }) => {
    expect(printedServices(await readFiles(files))).toEqual(services);
  });
});
