import { Controller, Get } from '@nestjs/common';

@Controller('ships')
export class ShipsController {
  @Get()
  all() {
    return ['Ada'];
  }
}
