import { defineRailway, project, service } from 'railway/iac';

export default defineRailway(() => project('harbour', {
  resources: [
    service('boats', {
      start: 'uvicorn harbour:boats --host 0.0.0.0 --port $PORT',
      env: { DATABASE_URL:  '${{Postgres.DATABASE_PUBLIC_URL}}' }, // from the old project
    }),
  ],
}));
