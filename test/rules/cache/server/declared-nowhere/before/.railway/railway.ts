import { defineRailway, project, service } from 'railway/iac';

export default defineRailway(() => project('harbour', {
  resources: [
    service('boats', {
      start: 'uvicorn harbour:boats --host 0.0.0.0 --port $PORT',
      env: { TZ:  'UTC' }, // variables
    }),
  ],
}));
