import { NestFactory } from "@nestjs/core";
import { AppModule } from "./app.module";

NestFactory.create(AppModule).then((kiosk) => kiosk.listen(process.env.PORT ?? 4321));
