import { Module } from '@nestjs/common';
import { ShipsController } from './ships/ships.controller';

// what the harbour is made of
@Module({
  imports: [],
  controllers: [ShipsController], // one for each kind
})
export class AppModule {}
