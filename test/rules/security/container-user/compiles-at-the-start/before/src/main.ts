import { NestFactory } from "@nestjs/core";
import { Till } from "./till.module";

async function start() {
  const app = await NestFactory.create(Till);
  app.enableShutdownHooks();
  await app.listen(process.env.PORT ?? 8075);
}
void start();
