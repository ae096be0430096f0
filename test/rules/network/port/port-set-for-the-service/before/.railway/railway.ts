import { defineRailway, service } from "railway";

export default defineRailway(() => ({
  resources: [ service("desk", { start: "uvicorn desk:desk --host 0.0.0.0 --port 8123",  /* kept */  env: { PORT: "8123" } }) ],
}));
