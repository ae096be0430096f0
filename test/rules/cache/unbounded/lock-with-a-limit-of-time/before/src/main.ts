import { NestFactory } from '@nestjs/core';
import { BoardModule } from './board.module';

NestFactory.create(BoardModule).then((board) => board.listen(process.env.PORT ?? 4174));
