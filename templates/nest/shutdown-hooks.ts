{{ web.app }}.enableShutdownHooks();
