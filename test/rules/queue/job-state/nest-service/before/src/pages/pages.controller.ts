import { Controller, Get, Param, Post } from '@nestjs/common';
import { PagesService } from '@press/pages/pages.service';

@Controller('pages')
export class PagesController {
  constructor(private readonly pages: PagesService) {}

  @Post('renderings')
  start() {
    return this.pages.start();
  }

  @Get('renderings/:id/status')
  status(@Param('id') id: string) {
    return this.pages.status(id);
  }
}
