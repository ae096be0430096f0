import { defineRailway, service } from "railway";

export default defineRailway(() => ({
  resources: [
    service("ledger", {
      start: "uvicorn ledger.api:api --host 0.0.0.0 --port $PORT", // no workers
      replicas: 2,
    }),
  ],
}));
