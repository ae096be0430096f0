import { defineRailway, service } from "railway";

export default defineRailway(() => ({
  resources: [service("harbour", { build: "npm run build", start: "node dist/main.js", healthcheck: "/api/health" })],
}));
