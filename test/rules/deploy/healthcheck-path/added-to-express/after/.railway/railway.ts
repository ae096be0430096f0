import { defineRailway, service } from "railway";

export default defineRailway(() => ({
  resources: [service("kiosk", { start: "node server.js", healthcheck: "/health", replicas: 2 })],
}));
