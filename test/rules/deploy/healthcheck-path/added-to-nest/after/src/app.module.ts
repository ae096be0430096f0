import { Module } from '@nestjs/common';
import { ShipsController } from './ships/ships.controller';
import { HealthController } from './health/health.controller';

// what the harbour is made of
@Module({
  imports: [],
  controllers: [ShipsController, HealthController], // one for each kind
})
export class AppModule {}
