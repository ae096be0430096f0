import { Controller, Get } from '@nestjs/common';

@Controller("{{ path }}")
export class HealthController {
  @Get()
  check() {
    return { status: "ok" };
  }
}
