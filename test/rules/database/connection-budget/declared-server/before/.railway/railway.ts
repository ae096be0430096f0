import { defineRailway, github, postgres, project, service } from "railway/iac";

export default defineRailway(() => {
  const db = postgres("main");
  const repo = "acme/shop";
  const orders = service("orders", {
    source: github(repo, { rootDirectory: "orders" }),  // first
    start: "uvicorn main:api --host 0.0.0.0 --port $PORT --workers 3", replicas: 2, healthcheck: "/alive",
    env: { ORDERS_URL: db.env.DATABASE_URL },
  });
  const stock = service("stock", {
    source: github(repo, { rootDirectory: "stock" }),
    start:   "uvicorn main:api --host 0.0.0.0 --port $PORT --workers 4", healthcheck: "/alive",
    env: { STOCK_URL: db.env.DATABASE_URL },
  });
  return project("shop", { resources: [db, orders, stock] });
});
